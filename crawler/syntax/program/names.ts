import type { Import, TypeRef, Unit } from './ir.ts';
import type { Machine } from './machine.ts';
import { findMember } from './members.ts';
import type { Declared } from './program.ts';
import { closureOf, external, isKind, type Scope, type TypeValue, type Value } from './value.ts';

export function childScope(parent: Scope, changes: Partial<Scope> = {}): Scope {
  return { ...parent, names: new Map(), parent, ...changes };
}

/** The scope a name is held in; undefined where no scope holds it. */
export function holderOf(scope: Scope, name: string): Scope | undefined {
  for (let each: Scope | null = scope; each; each = each.parent) if (each.names.has(name)) return each;
  return undefined;
}

/** What a name means where it stands. A name that nothing declares is one of code outside the tree. */
export function resolveName(machine: Machine, scope: Scope, name: string): Value {
  const found = findName(machine, scope, name);
  return found === undefined ? external(name) : found;
}

export function findName(machine: Machine, scope: Scope, name: string): Value | undefined {
  const places = [findInScopes, findInFile, findGlobal];
  for (const find of places) {
    const found = find(machine, scope, name);
    if (found !== undefined) return found;
  }
  return machine.dialect.looseNames ? findLoosely(machine, name) : undefined;
}

const findInFile = (machine: Machine, { unit }: Scope, name: string) => findInUnit(machine, unit, name);

const findGlobal = (machine: Machine, _: Scope, name: string) => machine.dialect.globals.get(name);

function findInScopes(machine: Machine, scope: Scope, name: string): Value | undefined {
  for (let each: Scope | null = scope; each; each = each.parent) {
    const held = each.names.get(name);
    if (held !== undefined) return held;
    const isOutermost =
      each.parent === null || each.parent.self !== each.self || each.parent.owner !== each.owner;
    const member = isOutermost ? findReceived(machine, each, name) : undefined;
    if (member !== undefined) return member;
  }
  return undefined;
}

/** A member of the receiver or of the type around, where the language lets one name it alone. */
function findReceived(machine: Machine, scope: Scope, name: string): Value | undefined {
  if (!machine.dialect.implicitSelf) return undefined;
  const held = scope.self === null ? undefined : findMember(machine, scope.self, name);
  // What is being built has methods in reach; how many things are in it already is asked of it by name.
  const isBuilt = isKind(scope.self, 'dict') || isKind(scope.self, 'list');
  const ofSelf = isBuilt && !isKind(held, 'native') ? undefined : held;
  if (ofSelf !== undefined || !scope.owner) return ofSelf;
  return findMember(machine, scope.owner, name);
}

function findInUnit(machine: Machine, unit: Unit, name: string): Value | undefined {
  const own = findInModule(machine, unit.module, name);
  if (own !== undefined) return own;
  const named = unit.imports.filter((each) => each.form !== 'all' && each.alias === name);
  for (const each of named) {
    const value = imported(machine, each, unit);
    if (value !== undefined) return value;
  }
  return findOpened(machine, unit, name);
}

/** Which opened namespace a name of a file comes from; null for none of them. */
const openers = new WeakMap<Unit, Map<string, string | null>>();

function findOpened(machine: Machine, unit: Unit, name: string): Value | undefined {
  const known = openers.get(unit) ?? new Map<string, string | null>();
  openers.set(unit, known);
  const opener = known.get(name);
  if (opener !== undefined) return opener === null ? undefined : openedBy(machine, opener, name);
  for (const each of unit.imports.filter(({ form }) => form === 'all')) {
    const module = machine.dialect.resolveModule(each.path, unit);
    const found = openedBy(machine, module, name);
    if (found === undefined) continue;
    known.set(name, module);
    return found;
  }
  known.set(name, null);
  return undefined;
}

const openedBy = (machine: Machine, module: string, name: string): Value | undefined =>
  findInModule(machine, module, name) ?? findInside(machine, `${module}.${name}`);

/** What an import leads to. A namespace of the tree that does not declare the name hands on another's: undefined, so that others look. */
function imported(machine: Machine, { form, path }: Import, unit: Unit): Value | undefined {
  const module = machine.dialect.resolveModule(path, unit);
  if (form === 'module')
    return machine.program.hasModule(module) ? { kind: 'module', path: module } : external(path);
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('\\'), path.lastIndexOf('::') + 1);
  const around = path.slice(0, cut).replace(/:$/, '');
  const namespace = machine.dialect.resolveModule(around, unit);
  const found = findInModule(machine, namespace, path.slice(cut + 1)) ?? findInside(machine, module);
  if (found !== undefined) return found;
  return machine.dialect.looseNames && machine.program.hasModule(namespace) ? undefined : external(path);
}

/** What a dotted path means that goes through a type of the tree: nested types, static members. */
function findInside(machine: Machine, path: string): Value | undefined {
  const parts = path.split('.');
  for (let cut = parts.length - 2; cut > 0; cut--) {
    const [name = '', ...rest] = parts.slice(cut);
    const module = parts.slice(0, cut).join('.');
    const outer = machine.program.hasModule(module) ? findInModule(machine, module, name) : undefined;
    if (outer !== undefined)
      return rest.reduce<Value | undefined>(
        (value, part) => (value === undefined ? undefined : findMember(machine, value, part)),
        outer,
      );
  }
  return undefined;
}

/** What a namespace of the tree declares under a name. */
export function findInModule(machine: Machine, module: string, name: string): Value | undefined {
  const key = `${module}\n${name}`;
  const known = machine.globals.get(key);
  if (known !== undefined) return known;
  const found = machine.program.find(module, name);
  return found && define(machine, found, key);
}

function define(machine: Machine, { declaration, unit }: Declared, key: string): Value {
  const scope = machine.unitScope(unit.path);
  if (declaration.kind === 'value') return defineValues(machine, { declaration, unit }, key);
  const value: Value =
    declaration.kind === 'type'
      ? { kind: 'type', declaration, scope, statics: new Map() }
      : closureOf(declaration, scope);
  machine.globals.set(key, value);
  return value;
}

/** A constant or variable of a namespace. While its own value is found, its name is unknown. */
function defineValues(machine: Machine, { declaration, unit }: Declared, key: string): Value {
  if (declaration.kind !== 'value') throw new TypeError('not a value');
  const unset: Value = { kind: 'unknown', flag: key.split('\n')[1] ?? '' };
  for (const name of declaration.names) machine.globals.set(`${unit.module}\n${name}`, unset);
  const scope = machine.unitScope(unit.path);
  const value =
    declaration.initial === null ? zero(declaration.type) : machine.evaluate(declaration.initial, scope);
  const parts = value !== null && typeof value === 'object' && value.kind === 'list' ? value.items : [];
  declaration.names.forEach((name, index) => {
    const own = declaration.names.length === 1 ? value : (parts[index] ?? unset);
    machine.globals.set(`${unit.module}\n${name}`, own);
  });
  return machine.globals.get(key) ?? unset;
}

/** What a variable holds before anything is put there. */
export function zero(type: TypeRef | null): Value {
  if (type?.name === '[]') return { kind: 'list', form: 'list', items: [], open: false };
  if (type?.name === '{}') return { kind: 'dict', entries: new Map(), open: false, at: null };
  return null;
}

function findLoosely(machine: Machine, name: string): Value | undefined {
  const all = machine.program.findAnywhere(name);
  const [only] = all;
  return only && all.length === 1 ? findInModule(machine, only.unit.module, name) : undefined;
}

/** A type by its written name, dots and all. */
export function resolveTypeName(machine: Machine, name: string, scope: Scope): Value {
  const qualified = findQualified(machine, name, scope);
  if (qualified !== undefined) return qualified;
  const parts = name.split(/\.|::|\\/).filter((part) => part !== '');
  const [first, ...rest] = parts;
  if (first === undefined) return external(name);
  return rest.reduce<Value>((value, part) => machine.member(value, part), resolveName(machine, scope, first));
}

/** A name written with its whole namespace. */
function findQualified(machine: Machine, name: string, scope: Scope): Value | undefined {
  const [, around, own] = /^(.+?)(?:\.|::|\\)(\w+)$/.exec(name) ?? [];
  if (around === undefined || own === undefined) return undefined;
  const module = machine.dialect.resolveModule(around, scope.unit);
  return machine.program.hasModule(module) ? findInModule(machine, module, own) : undefined;
}

export const isTypeValue = (value: Value): value is TypeValue =>
  typeof value === 'object' && value !== null && value.kind === 'type';
