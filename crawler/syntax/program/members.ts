import { oneAmong } from './among.ts';
import { evaluateArguments } from './construct.ts';
import type { EnumCase, FunctionNode } from './ir.ts';
import type { Machine } from './machine.ts';
import { findInModule, isTypeValue } from './names.ts';
import {
  type Closure,
  closureOf,
  type External,
  external,
  type Instance,
  instanceOf,
  isKind,
  lastName,
  native,
  type Scope,
  type TypeValue,
  unknown,
  type Value,
  withArgs,
} from './value.ts';

/** `value.name`; unknown, named after both, where only a run would tell. */
export function getMember(machine: Machine, value: Value, name: string): Value {
  if (isKind(value, 'unknown') && value.among)
    return oneAmong(
      value.among.map((each) => getMember(machine, each, name)),
      value.flag,
    );
  const found = findMember(machine, value, name);
  return found === undefined ? missing(machine, value, name) : found;
}

/** A path that is written out may go through the namespaces of the tree. */
function inNamespace(machine: Machine, { path }: External, name: string): Value {
  const found = machine.program.hasModule(path) ? findInModule(machine, path, name) : undefined;
  return found ?? external(`${path}.${name}`);
}

function missing(machine: Machine, value: Value, name: string): Value {
  if (isKind(value, 'external')) return inNamespace(machine, value, name);
  if (isKind(value, 'module')) return external(`${value.path}.${name}`);
  if (isKind(value, 'unknown')) return unknown(value.flag === '' ? name : `${value.flag}.${name}`);
  return unknown(name);
}

/** A member that is there; undefined for none. */
export function findMember(machine: Machine, value: Value, name: string): Value | undefined {
  const builtin = machine.dialect.builtinMember(value, name, machine);
  if (builtin !== undefined) return builtin;
  if (isKind(value, 'instance')) return memberOfInstance(machine, value, name);
  if (isKind(value, 'type')) return staticMember(machine, value, name);
  if (isKind(value, 'module')) return findInModule(machine, value.path, name);
  if (isKind(value, 'dict')) return value.entries.get(name);
  if (isKind(value, 'unknown')) return methodOfUnknown(machine, value, name);
  return undefined;
}

function memberOfInstance(machine: Machine, instance: Instance, name: string, depth = 0): Value | undefined {
  const field = instance.fields.get(name);
  if (field !== undefined) return field;
  const method = findMethod(machine, instance.of, name);
  if (method) {
    const bound: Closure = { ...method, self: instance };
    return method.fn.getter ? machine.call(bound, withArgs(), instance.at) : bound;
  }
  return (
    embeddedMember(machine, instance, name, depth) ??
    (isKind(instance.of, 'type')
      ? staticMember(machine, instance.of, name)
      : boundModel(machine, instance, name))
  );
}

/** `instance.method` of an outside type as a value. */
function boundModel(machine: Machine, self: Instance, name: string): Value | undefined {
  const model = isKind(self.of, 'external') ? machine.models.method(self.of.path, name) : undefined;
  return model && native(name, (call) => model({ ...call, self }, machine));
}

/** Deeper than any struct is embedded: one that holds itself ends there. */
export const MAX_EMBEDDED = 8;

/** A member of a struct that is part of this one. */
function embeddedMember(
  machine: Machine,
  instance: Instance,
  name: string,
  depth: number,
): Value | undefined {
  if (!isKind(instance.of, 'type') || depth > MAX_EMBEDDED) return undefined;
  for (const field of instance.of.declaration.fields) {
    const held = field.embedded ? instance.fields.get(field.name) : undefined;
    const found = isKind(held, 'instance')
      ? memberOfInstance(machine, held, name, depth + 1)
      : held && findMember(machine, held, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The types a type is made of, itself first: superclasses, interfaces, mixins; outside ones too. */
export function lineage(machine: Machine, of: TypeValue | External, depth = 0): (TypeValue | External)[] {
  if (of.kind === 'external' || depth > 12) return [of];
  const bases = of.declaration.bases
    .map((base) => machine.resolveType(base, of.scope))
    .filter((base) => isTypeValue(base) || isKind(base, 'external'));
  return [of, ...bases.flatMap((base) => lineage(machine, base, depth + 1))];
}

/** Whether something descends from an outside type of that last name. */
export const descendsFrom = (machine: Machine, of: TypeValue | External, names: readonly string[]): boolean =>
  lineage(machine, of).some((each) => each.kind === 'external' && names.includes(lastName(each.path)));

export function findMethod(machine: Machine, of: TypeValue | External, name: string): Closure | undefined {
  for (const each of lineage(machine, of)) {
    const found = each.kind === 'type' ? ownMethod(machine, each, name) : undefined;
    if (found) return found;
  }
  return extension(machine, of, name);
}

/** All methods of a name that a type has by itself and by what it descends from, its own first. */
export const findMethods = (machine: Machine, of: TypeValue | External, name: string): Closure[] =>
  lineage(machine, of).flatMap((each) =>
    each.kind === 'type'
      ? each.declaration.methods
          .filter((method) => method.name === name && bodied(method))
          .map((method) => closureOf(method, each.scope, { owner: each }))
      : [],
  );

const bodied = (fn: FunctionNode) => !fn.modifiers.includes('abstract');

function ownMethod(machine: Machine, type: TypeValue, name: string): Closure | undefined {
  const inside = type.declaration.methods.find((method) => method.name === name && bodied(method));
  if (inside) return closureOf(inside, type.scope, { owner: type });
  const outside = machine.program
    .methodsNamed(name)
    .find(
      ({ declaration, unit }) =>
        lastName(declaration.receiver?.type.name ?? '') === type.declaration.name &&
        unit.module === type.scope.unit.module,
    );
  return outside && closureOf(outside.declaration, machine.unitScope(outside.unit.path), { owner: type });
}

/** A function of the tree that extends a type from anywhere: Kotlin, C#, Swift, Rust traits. */
function extension(machine: Machine, of: TypeValue | External, name: string): Closure | undefined {
  const own = of.kind === 'type' ? of.declaration.name : lastName(of.path);
  const found = machine.program
    .methodsNamed(name)
    .find(({ declaration }) => lastName(declaration.receiver?.type.name ?? '') === own);
  return (
    found &&
    closureOf(found.declaration, machine.unitScope(found.unit.path), {
      owner: of.kind === 'type' ? of : null,
    })
  );
}

/** Functions of one name that extend other types and stand in one file: overloads of each other. */
export function extensionsTogether(machine: Machine, name: string): Closure[] {
  if (machine.dialect.overloads === false) return [];
  const found = machine.program.methodsNamed(name);
  return new Set(found.map(({ unit }) => unit.path)).size === 1
    ? found.map(({ declaration, unit }) => closureOf(declaration, machine.unitScope(unit.path)))
    : [];
}

/** What a function of the tree does to a value whose type is not known: the only extension of that name. A guess that leads back to itself is none. */
export function extensionNamed(machine: Machine, name: string): Closure | undefined {
  const found = machine.program.methodsNamed(name);
  const [only] = found;
  const isRunning = machine.frames.some((frame) => frame.fn === only?.declaration);
  return only && found.length === 1 && !isRunning
    ? closureOf(only.declaration, machine.unitScope(only.unit.path))
    : undefined;
}

/** `unknown.method` as a value: the only method of that name. */
function methodOfUnknown(machine: Machine, self: Value, name: string): Closure | undefined {
  const found = extensionNamed(machine, name);
  return found && { ...found, self };
}

/** Constants, nested types, enum members and methods of a type itself. */
function staticMember(machine: Machine, type: TypeValue, name: string): Value | undefined {
  const known = type.statics.get(name);
  if (known !== undefined) return known;
  for (const each of lineage(machine, type)) {
    const found = each.kind === 'type' ? ownStatic(machine, each, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function ownStatic(machine: Machine, type: TypeValue, name: string): Value | undefined {
  const known = type.statics.get(name);
  if (known !== undefined) return known;
  const made = makeStatic(machine, type, name);
  if (made !== undefined) type.statics.set(name, made);
  return made;
}

function makeStatic(machine: Machine, type: TypeValue, name: string): Value | undefined {
  const { declaration } = type;
  const inner = declaration.types.find((each) => each.name === name);
  if (inner) return { kind: 'type', declaration: inner, scope: typeScope(type), statics: new Map() };
  const member = declaration.cases.find((each) => each.name === name);
  if (member) return enumMember(machine, type, member);
  const field = declaration.fields.find((each) => each.name === name && each.initial !== null);
  if (field?.initial) {
    type.statics.set(name, unknown(name));
    return machine.evaluate(field.initial, typeScope(type));
  }
  const method = ownMethod(machine, type, name);
  return method?.fn.getter ? machine.call(method, withArgs(), method.fn.at) : method;
}

function enumMember(machine: Machine, of: TypeValue, { name, value, args }: EnumCase): Instance {
  const scope = typeScope(of);
  const { at } = of.declaration;
  const made = args && machine.call(of, evaluateArguments(machine, args, scope), at);
  const fields = isKind(made, 'instance') ? made.fields : new Map<string, Value>();
  fields.set('$value', (value && machine.evaluate(value, scope)) ?? name);
  fields.set('$name', name);
  return instanceOf(of, at, fields);
}

/** Where the inside of a type's declaration is evaluated. */
export const typeScope = (type: TypeValue): Scope => ({
  ...type.scope,
  names: new Map(),
  parent: type.scope,
  self: null,
  owner: type,
});
