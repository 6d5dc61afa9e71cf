import type { Location } from '#data/schema/location.ts';
import type { Argument, TypeRef } from './ir.ts';
import type { Machine } from './machine.ts';
import { findMethod, lineage, typeScope } from './members.ts';
import { childScope, zero } from './names.ts';
import {
  type Closure,
  dict,
  type External,
  external,
  type Given,
  type Instance,
  isKind,
  list,
  type Scope,
  type TypeValue,
  unknown,
  type Value,
  withArgs,
} from './value.ts';

interface Site {
  at: Location;
  scope: Scope;
}

/** `new type(given)`, or `type{…}` without its fields. */
export function construct(machine: Machine, type: TypeRef, given: Given, site: Site): Value {
  if (type.name === '[]') return list([...given.args]);
  if (type.name === '{}') return dict([], site.at);
  const of = machine.resolveType(type, site.scope);
  if (isKind(of, 'type')) return instantiate(machine, of, { given, type, at: site.at });
  if (isKind(of, 'external')) return constructExternal(machine, of, { given, type, at: site.at });
  return isPlain(of) ? of : machine.call(of, given, site.at);
}

/** What a name held that was taken for a type: making one of it gives it. */
const isPlain = (value: Value): boolean => typeof value !== 'object' || isKind(value, 'template');

interface Making {
  given: Given;
  type: TypeRef;
  at: Location;
}

function constructExternal(machine: Machine, of: External, { given, type, at }: Making): Value {
  const typeArgs = type.args.length > 0 ? type.args : given.typeArgs;
  const model = machine.models.call(of.path);
  const builtin = model ? undefined : machine.dialect.builtinMember(of, 'constructor', machine);
  if (isKind(builtin, 'native'))
    return builtin.call({ ...given, typeArgs, self: null, at, scope: machine.unitScope('') });
  if (model) return model({ ...given, typeArgs, self: null, at, scope: machine.unitScope('') }, machine);
  const made: Instance = { kind: 'instance', of, typeArgs, fields: new Map(given.named), at };
  if (given.args.length > 0) made.fields.set('$args', list(given.args));
  machine.models.made?.(made, machine);
  return made;
}

/** How many objects are being made inside one another: a type that makes its like has no end. */
const nested = new WeakMap<Machine, number>();
const MAX_NESTED = 24;

function instantiate(machine: Machine, given: TypeValue, { given: args, type, at }: Making): Value {
  if (given.declaration.form === 'interface' && args.args.length === 0 && args.named.size === 0) return null;
  const of = unalias(machine, given);
  if (of.kind === 'built') return machine.construct(of.type, args, { at, scope: given.scope });
  if (isKind(of, 'external')) return constructExternal(machine, of, { given: args, type, at });
  const depth = nested.get(machine) ?? 0;
  if (depth > MAX_NESTED) return unknown('');
  nested.set(machine, depth + 1);
  const made: Instance = { kind: 'instance', of, typeArgs: type.args, fields: new Map(), at };
  fillFields(machine, made);
  runConstructor(machine, made, args, at);
  nested.set(machine, depth);
  if (lineage(machine, of).some((each) => each.kind === 'external')) machine.models.made?.(made, machine);
  return made;
}

/** What an alias stands for: a declared type, an outside one, or one that the language has and declares nowhere. */
function unalias(machine: Machine, type: TypeValue): TypeValue | External | { kind: 'built'; type: TypeRef } {
  const [target] = type.declaration.bases;
  if (type.declaration.form !== 'alias' || !target) return type;
  if (target.name === '[]' || target.name === '{}') return { kind: 'built', type: target };
  const of = machine.resolveType(target, type.scope);
  if (isKind(of, 'native')) return { kind: 'built', type: target };
  if (isKind(of, 'type')) return of === type ? external(target.name) : unalias(machine, of);
  return isKind(of, 'external') ? of : external(target.name);
}

/** Fields of the type and of what it descends from, each with what it holds at first. */
function fillFields(machine: Machine, made: Instance): void {
  for (const type of lineage(machine, made.of).reverse()) {
    if (type.kind !== 'type') continue;
    if (!type.declaration.methods.some((each) => each.modifiers.includes('primary')))
      fillOwnFields(machine, made, type);
  }
}

function fillOwnFields(machine: Machine, made: Instance, type: TypeValue): void {
  const scope = { ...typeScope(type), self: made };
  for (const field of type.declaration.fields) {
    if (field.modifiers.includes('static')) continue;
    if (field.initial !== null) made.fields.set(field.name, machine.evaluate(field.initial, scope));
    else if (field.type && zero(field.type) !== null) made.fields.set(field.name, zero(field.type));
  }
}

/** `class A(int x)`: a constructor whose parameters the whole type has in reach, what its fields hold at first included. */
export function keepParameters(machine: Machine, { fn, self, owner }: Closure, scope: Scope): void {
  if (!isKind(self, 'instance')) return;
  for (const { name } of fn.parameters) {
    const held = scope.names.get(name);
    self.fields.set(name, held === undefined ? unknown(name) : held);
  }
  if (owner) fillOwnFields(machine, self, owner);
}

/** The nearest constructor; without one, arguments become the fields in their order. */
function runConstructor(machine: Machine, made: Instance, given: Given, at: Location): void {
  const maker = findMethod(machine, made.of, 'constructor');
  if (maker) {
    constructBase(machine, made, maker, given);
    machine.call({ ...maker, self: made }, given, at);
    return;
  }
  const names = isKind(made.of, 'type') ? made.of.declaration.fields.map((field) => field.name) : [];
  given.args.forEach((value, index) => {
    const name = names[index];
    if (name !== undefined) made.fields.set(name, value);
  });
  for (const [name, value] of given.named) made.fields.set(name, value);
  passToBase(machine, made, { names: new Map(given.named), at });
}

/** `class A(x) : Base(x)`: what the header hands to the superclass, seen with the constructor's own parameters. */
function constructBase(machine: Machine, made: Instance, maker: Closure, given: Given): void {
  const names = new Map<string, Value>(given.named);
  maker.fn.parameters.forEach((parameter, index) => {
    const value = given.named.get(parameter.name) ?? given.args[index] ?? unknown(parameter.name);
    names.set(parameter.name, value);
  });
  passToBase(machine, made, { names, at: made.at });
}

function passToBase(
  machine: Machine,
  made: Instance,
  seen: { names: Map<string, Value>; at: Location },
): void {
  if (!isKind(made.of, 'type') || made.of.declaration.baseArgs.length === 0) return;
  const scope = childScope(typeScope(made.of), { self: made, names: seen.names });
  scope.names = seen.names;
  superCall(machine, made, {
    owner: made.of,
    given: evaluateArguments(machine, made.of.declaration.baseArgs, scope),
    at: seen.at,
  });
}

interface SuperCall {
  owner: TypeValue;
  given: Given;
  at: Location;
}

/** `super(…)`: the constructor of the first base. One from outside leaves its arguments where models find them, under `$super`. */
export function superCall(machine: Machine, made: Instance, { owner, given, at }: SuperCall): void {
  const [first] = owner.declaration.bases;
  const base = first && machine.resolveType(first, owner.scope);
  if (isKind(base, 'type')) {
    const maker = findMethod(machine, base, 'constructor');
    if (maker) machine.call({ ...maker, self: made }, given, at);
    else if (base.declaration.baseArgs.length > 0 || given.args.length > 0) setInOrder(made, base, given);
    return;
  }
  if (given.args.length > 0) made.fields.set('$super', list(given.args));
  for (const [name, value] of given.named) made.fields.set(name, value);
}

function setInOrder(made: Instance, base: TypeValue, given: Given): void {
  base.declaration.fields.forEach((field, index) => {
    const value = given.named.get(field.name) ?? given.args[index];
    if (value !== undefined) made.fields.set(field.name, value);
  });
}

export function evaluateArguments(machine: Machine, args: readonly Argument[], scope: Scope): Given {
  const given: Given = withArgs();
  for (const { name, value, spread } of args) {
    const evaluated = machine.evaluate(value, scope);
    if (spread) spreadInto(given, evaluated);
    else if (name === '') given.args.push(evaluated);
    else given.named.set(name, evaluated);
  }
  return given;
}

function spreadInto(given: Given, value: Value): void {
  if (isKind(value, 'list')) given.args.push(...value.items);
  else if (isKind(value, 'dict')) for (const [name, each] of value.entries) given.named.set(name, each);
  else given.args.push(value);
}
