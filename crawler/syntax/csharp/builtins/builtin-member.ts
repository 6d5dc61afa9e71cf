import type { Machine } from '../../program/machine.ts';
import {
  asText,
  type Dict,
  dict,
  type External,
  type Instance,
  isKind,
  type List,
  lastName,
  list,
  native,
  type Value,
} from '../../program/value.ts';
import { DICTIONARY, keysOf, valuesOf } from './dictionary.ts';
import { methodIn } from './member.ts';
import { reflected, typeObject, typeOfObject } from './reflection.ts';
import { pairsOf, SEQUENCE } from './sequence.ts';
import { staticMethods, staticValue } from './statics.ts';
import { newStringBuilder, STRING_BUILDER } from './string-builder.ts';
import { TEXT } from './text.ts';

/** What texts, lists, dictionaries, types and the standard library's own types have. */
export function builtinMember(value: Value, name: string, machine: Machine): Value | undefined {
  if (isKind(value, 'list')) return ofList(value, name, machine);
  if (isKind(value, 'dict')) return ofDict(value, name, machine);
  if (isKind(value, 'external')) return ofExternal(value, name, machine);
  if (isKind(value, 'instance')) return ofInstance(value, name, machine);
  if (isKind(value, 'closure')) return reflected(value, name, machine);
  if (value === null || isKind(value, 'unknown') || isKind(value, 'module')) return undefined;
  return ofPlain(value, name, machine);
}

/** Texts, numbers and truths; what may be null is its own `Value`. */
function ofPlain(value: Value, name: string, machine: Machine): Value | undefined {
  if (name === 'Value') return value;
  if (name === 'HasValue') return true;
  if (name === 'Length' && typeof value === 'string') return value.length;
  if (name === 'ToString' && typeof value !== 'object') return native(name, () => String(value));
  return asText(value) === undefined ? undefined : methodIn(TEXT, name, value, machine);
}

function ofList(value: List, name: string, machine: Machine): Value | undefined {
  if (value.form === 'tuple' && name === 'Key') return value.items[0];
  if (value.form === 'tuple' && name === 'Value') return value.items[1];
  if ((name === 'Count' || name === 'Length') && !value.open) return value.items.length;
  return methodIn(SEQUENCE, name, value, machine);
}

function ofDict(value: Dict, name: string, machine: Machine): Value | undefined {
  if (name === 'Keys') return keysOf(value);
  if (name === 'Values') return valuesOf(value);
  if (name === 'Count' && !value.open) return value.entries.size;
  const own = methodIn(DICTIONARY, name, value, machine);
  if (own !== undefined || value.entries.has(name)) return own;
  return SEQUENCE.has(name) ? onPairs(value, name, machine) : undefined;
}

/** What LINQ does to a dictionary it does to its pairs. */
function onPairs(value: Dict, name: string, machine: Machine): Value {
  const method = SEQUENCE.get(name);
  return native(name, (call) => method?.(pairsOf(value.entries, value.open), call, machine) ?? null);
}

function ofExternal(value: External, name: string, machine: Machine): Value | undefined {
  const type = lastName(value.path);
  if (name === 'constructor') {
    if (type === 'StringBuilder')
      return methodIn(new Map([[name, newStringBuilder(value)]]), name, value, machine);
    if (type === 'ValueTask' || type === 'ReadOnlyCollection')
      return native(name, ({ args }) => args[0] ?? null);
    return undefined;
  }
  const known = staticValue(type, name);
  const table = staticMethods(type);
  return known ?? (table && methodIn(table, name, value, machine));
}

function ofInstance(value: Instance, name: string, machine: Machine): Value | undefined {
  if (value.of.kind === 'external' && lastName(value.of.path) === 'StringBuilder')
    return methodIn(STRING_BUILDER, name, value, machine);
  const own = value.fields.get('$name');
  if (name === 'ToString' && own !== undefined) return native(name, () => own);
  if (name === 'GetType') return native(name, () => typeObject(value.of));
  const type = typeOfObject(value);
  return isKind(type, 'type') ? reflected(type, name, machine) : undefined;
}

/** `new List<T>(items)` and `new Dictionary<K, V>(entries)`: copies, or empty where a size or a comparer is given. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  [
    '$listOf',
    native('$listOf', ({ args: [of] }) =>
      isKind(of, 'list') ? list([...of.items], 'list', of.open) : list([]),
    ),
  ],
  [
    '$typeof',
    native('$typeof', ({ args: [of] }) =>
      isKind(of, 'type') || isKind(of, 'external') ? typeObject(of) : (of ?? null),
    ),
  ],
  [
    '$mapOf',
    native('$mapOf', ({ args: [of], at }) => (isKind(of, 'dict') ? dict(of.entries, at) : dict([], at))),
  ],
]);
