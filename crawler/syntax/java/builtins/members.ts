import { callMember } from '../../program/call.ts';
import type { Machine } from '../../program/machine.ts';
import { descendsFrom, lineage } from '../../program/members.ts';
import { findInModule } from '../../program/names.ts';
import {
  type Instance,
  isKind,
  joinText,
  lastName,
  type NativeCall,
  native,
  unknown,
  type Value,
  withArgs,
} from '../../program/value.ts';
import { argumentsOf, bindBuiltin, invoke } from './builtin.ts';
import { LIST } from './list.ts';
import { MAP } from './map.ts';
import { applied, BUILT, enumValues, staticOf } from './statics.ts';
import { TEXT } from './text.ts';

/** Members that Java's own values and library have; undefined for none. */
export function javaMember(value: Value, name: string, machine: Machine): Value | undefined {
  if (name.startsWith('::')) return reference(value, name.slice(2), machine);
  if (name === '$instanceOf') return native(name, ({ args }) => isOf(machine, value, args[0]));
  if (typeof value === 'string' || isKind(value, 'template')) return bindBuiltin(TEXT, value, name, machine);
  if (isKind(value, 'list'))
    return name === 'length' ? value.items.length : bindBuiltin(LIST, value, name, machine);
  if (isKind(value, 'dict')) return bindBuiltin(MAP, value, name, machine);
  if (isKind(value, 'closure') || isKind(value, 'native')) return applied(value, machine);
  if (isKind(value, 'external'))
    return inTree(value.path, name, machine) ?? staticOf(value.path, name, machine);
  if (isKind(value, 'type')) return ofEnum(value, name, machine);
  if (isKind(value, 'instance')) return ofInstance(value, name, machine);
  return maybe(value, name, machine);
}

/** A type of the tree by its whole name, `com.example.Tools`. */
function inTree(path: string, name: string, machine: Machine): Value | undefined {
  if (machine.program.hasModule(path)) return findInModule(machine, path, name);
  return undefined;
}

/** `Type::new`, `value::method`, `Type::method`; of the last, the receiver is the first argument unless it is static. */
function reference(of: Value, name: string, machine: Machine): Value {
  if (name === 'new') return of;
  return native(`::${name}`, (call) => {
    const args = [...argumentsOf(call)];
    const isType = isKind(of, 'type') || isKind(of, 'external');
    const own = isType ? machine.member(of, name) : undefined;
    const isStatic = isKind(own, 'native') || (isKind(own, 'closure') && own.fn.modifiers.includes('static'));
    const receiver = isType && !isStatic ? (args.shift() ?? unknown('')) : of;
    return callMember(machine, receiver, name, {
      given: withArgs(args),
      at: call.at,
    });
  });
}

function isOf(machine: Machine, value: Value, type: Value | undefined): Value {
  if (value === null) return false;
  if (isKind(value, 'instance') && isKind(type, 'type'))
    return (
      lineage(machine, value.of).some(
        (each) => each.kind === 'type' && each.declaration === type.declaration,
      ) || (lineage(machine, value.of).some((each) => each.kind === 'external') ? unknown('') : false)
    );
  if (isKind(value, 'instance') && isKind(type, 'external'))
    return descendsFrom(machine, value.of, [lastName(type.path)]) || unknown('');
  return unknown('');
}

function ofEnum(type: Value, name: string, machine: Machine): Value | undefined {
  if (!isKind(type, 'type') || type.declaration.form !== 'enum') return undefined;
  if (name === 'values') return native(name, () => enumValues(machine, type));
  if (name === 'valueOf')
    return native(name, ({ args }) =>
      typeof args[0] === 'string' ? machine.member(type, args[0]) : unknown(''),
    );
  return undefined;
}

function ofInstance(value: Instance, name: string, machine: Machine): Value | undefined {
  if (value.fields.has(BUILT)) return ofBuilder(value, name);
  const isMember = value.fields.has('$name');
  const hasOwn =
    isKind(value.of, 'type') && value.of.declaration.methods.some((method) => method.name === name);
  if (isMember && (name === 'name' || name === 'toString') && !hasOwn)
    return native(name, () => value.fields.get('$name') ?? null);
  if (name === 'equals' && !hasOwn) return native(name, ({ args }) => args[0] === value);
  return maybe(value, name, machine);
}

function ofBuilder(value: Instance, name: string): Value | undefined {
  const text = value.fields.get(BUILT) ?? '';
  const add = (pieces: Value[]) => {
    value.fields.set(BUILT, joinText(pieces));
    return value;
  };
  switch (name) {
    case 'append':
      return native(name, ({ args }: NativeCall) => add([text, args[0] ?? '']));
    case 'appendLine':
      return native(name, ({ args }: NativeCall) => add([text, args[0] ?? '', '\n']));
    case 'toString':
      return native(name, () => text);
    case 'length':
      return native(name, () => (typeof text === 'string' ? text.length : unknown('')));
    default:
      return undefined;
  }
}

/** A default is what is there when nobody sets anything; a setting that is yes or no stays a flag. */
const orElse = (value: Value, fallback: Value | undefined): Value =>
  value === null || (isKind(value, 'unknown') && typeof fallback !== 'boolean' && fallback !== null)
    ? (fallback ?? null)
    : value;

const isUnset = (value: Value): boolean => value === null || isKind(value, 'unknown');

/** An `Optional` is what it holds, or nothing. */
function maybe(value: Value, name: string, machine: Machine): Value | undefined {
  switch (name) {
    case 'orElse':
      return native(name, ({ args }) => orElse(value, args[0]));
    case 'orElseGet':
      return native(name, ({ args }) => (isUnset(value) ? invoke(machine, args[0], []) : value));
    case 'orElseThrow':
      return native(name, () => value);
    case 'isPresent':
      return native(name, () => (isKind(value, 'unknown') ? value : value !== null));
    case 'getIfAvailable':
      return native(name, () => value);
    case 'ifPresent':
      return native(name, ({ args }) => (value === null ? null : invoke(machine, args[0], [value])));
    default:
      return undefined;
  }
}
