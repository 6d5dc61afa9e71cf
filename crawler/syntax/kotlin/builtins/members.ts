import { argumentsOf, bindBuiltin, invoke } from '../../java/builtins/builtin.ts';
import { javaMember } from '../../java/builtins/members.ts';
import { enumValues } from '../../java/builtins/statics.ts';
import type { Machine } from '../../program/machine.ts';
import { extensionNamed, findMember, findMethod } from '../../program/members.ts';
import { findInModule } from '../../program/names.ts';
import {
  isKind,
  list,
  type Native,
  native,
  type TypeValue,
  unknown,
  type Value,
} from '../../program/value.ts';
import { invokeOn, joinToString, LIST, MAP } from './collections.ts';
import { kotlinStatic } from './functions.ts';
import { TEXT } from './text.ts';

/** Members that Kotlin's own values and library have; undefined for none. */
export function kotlinMember(value: Value, name: string, machine: Machine): Value | undefined {
  return (
    scopeFunction(value, name, machine) ??
    ofData(value, name, machine) ??
    ofObject(value, name, machine) ??
    javaMember(value, name, machine)
  );
}

function ofData(value: Value, name: string, machine: Machine): Value | undefined {
  if (typeof value === 'string' || isKind(value, 'template')) {
    if (name === 'length') return typeof value === 'string' ? value.length : unknown('');
    return bindBuiltin(TEXT, value, name, machine);
  }
  if (typeof value === 'number') return ofNumber(value, name);
  if (isKind(value, 'instance') && name === 'name' && value.fields.has('$name'))
    return value.fields.get('$name');
  if (isKind(value, 'list')) {
    if (name === 'size') return value.open ? unknown('') : value.items.length;
    if (name === 'first' && value.form === 'tuple') return value.items[0] ?? null;
    if (name === 'second' || (name === 'value' && value.form === 'tuple')) return value.items[1] ?? null;
    if (name === 'key' && value.form === 'tuple') return value.items[0] ?? null;
    if (name === 'joinToString') return native(name, (call) => joinToString(value, call, machine));
    return bindBuiltin(LIST, value, name, machine);
  }
  if (isKind(value, 'dict')) return ofDict(value, name, machine);
  if (isKind(value, 'external'))
    return machine.program.hasModule(value.path)
      ? findInModule(machine, value.path, name)
      : kotlinStatic(value.path, name, machine);
  return undefined;
}

function ofDict(value: Extract<Value, { kind: 'dict' }>, name: string, machine: Machine): Value | undefined {
  if (name === 'size') return value.open ? unknown('') : value.entries.size;
  if (name === 'values') return list([...value.entries.values()], 'list', value.open);
  if (name === 'keys') return list([...value.entries.keys()], 'list', value.open);
  if (name === 'entries')
    return list(
      [...value.entries].map((pair) => list([...pair], 'tuple')),
      'list',
      value.open,
    );
  if (name === 'jsonObject') return value;
  const builtin = bindBuiltin(MAP, value, name, machine);
  return isKind(builtin, 'native') ? orExtension(builtin, value, machine) : builtin;
}

/** A program's own extension of a builder may have the name of a builtin one and take something else than a block. */
function orExtension(builtin: Native, self: Value, machine: Machine): Value {
  return native(builtin.name, (call) => {
    const only = argumentsOf(call);
    const own =
      only.length === 1 && isKind(only[0], 'instance') ? extensionNamed(machine, builtin.name) : undefined;
    return own ? machine.call({ ...own, self }, call, call.at) : builtin.call(call);
  });
}

const MOST = 1000;

function ofNumber(value: number, name: string): Value | undefined {
  if (name !== 'until' && name !== 'rangeTo') return undefined;
  return native(name, ({ args: [end] }) => {
    if (typeof end !== 'number') return list([], 'list', true);
    const count = Math.min(MOST, Math.max(0, end - value + (name === 'rangeTo' ? 1 : 0)));
    return list(Array.from({ length: count }, (_, index) => value + index));
  });
}

const hasOwn = (value: Value, name: string, machine: Machine): boolean =>
  (isKind(value, 'instance') && findMethod(machine, value.of, name) !== undefined) ||
  (isKind(value, 'type') && findMethod(machine, value, name) !== undefined);

/** `let`, `also`, `run`, `apply`, `to`: what every value has that has none of its own by that name. */
function scopeFunction(value: Value, name: string, machine: Machine): Value | undefined {
  if (!SCOPE.has(name) || hasOwn(value, name, machine)) return undefined;
  if (name === 'to') return native(name, ({ args }) => list([value, args[0] ?? null], 'tuple'));
  if (isKind(value, 'external') && name !== 'let' && name !== 'also') return undefined;
  return native(name, (call) => {
    const block = argumentsOf(call).at(-1);
    if (value === null) return null;
    if (name === 'let') return invoke(machine, block, [value]);
    if (name === 'run') return invokeOn(machine, block, value);
    if (name === 'also') invoke(machine, block, [value]);
    if (name === 'apply') invokeOn(machine, block, value);
    return value;
  });
}

const SCOPE: ReadonlySet<string> = new Set(['let', 'also', 'run', 'apply', 'takeIf', 'takeUnless', 'to']);

const MADE = '$object';

/** The one instance of an `object`, its properties read once; `Companion` and `entries` of other types. */
function ofObject(value: Value, name: string, machine: Machine): Value | undefined {
  if (!isKind(value, 'type')) return undefined;
  const { declaration } = value;
  if (name === 'Companion' || name === 'java' || name === 'kotlin') return value;
  if (name === 'simpleName') return declaration.name;
  if (name === 'entries' && declaration.form === 'enum') return enumValues(machine, value);
  if (declaration.form !== 'object' || declaration.types.some((each) => each.name === name)) return undefined;
  const made = objectOf(value, machine);
  return isKind(made, 'instance') ? findMember(machine, made, name) : undefined;
}

function objectOf(type: TypeValue, machine: Machine): Value {
  const known = type.statics.get(MADE);
  if (known !== undefined) return known;
  type.statics.set(MADE, unknown(type.declaration.name));
  const given = { args: [], named: new Map<string, Value>(), typeArgs: [] };
  const made = machine.call(type, given, type.declaration.at);
  type.statics.set(MADE, made);
  return made;
}
