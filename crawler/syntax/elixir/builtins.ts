import type { Machine } from '../program/machine.ts';
import {
  asText,
  dict,
  external,
  isKind,
  joinText,
  list,
  type NativeCall,
  native,
  unknown,
  type Value,
  withArgs,
} from '../program/value.ts';

type Function = (call: NativeCall, machine: Machine) => Value;

const itemsOf = (value: Value | undefined): Value[] => {
  if (isKind(value, 'list')) return value.items;
  return isKind(value, 'dict') ? [...value.entries].map(([key, each]) => list([key, each], 'tuple')) : [];
};

const mapped: Function = ({ args: [of, each], at }, machine) => {
  if (!isKind(of, 'list') && !isKind(of, 'dict')) return unknown('');
  const call = (item: Value) => machine.call(each ?? unknown(''), withArgs([item]), at);
  return list(itemsOf(of).map(call));
};

const onText =
  (change: (text: string, args: readonly Value[]) => Value): Function =>
  ({ args: [of, ...rest] }) => {
    const text = asText(of);
    return text === undefined ? unknown('') : change(text, rest);
  };

const merged: Function = ({ args: [one, other], named }) => {
  if (!isKind(one, 'dict')) return unknown('');
  return dict([...one.entries, ...(isKind(other, 'dict') ? other.entries : []), ...named], one.at);
};

const put: Function = ({ args: [of, key, value] }) => {
  const name = asText(key);
  return isKind(of, 'dict') && name !== undefined
    ? dict([...of.entries, [name, value ?? null]], of.at)
    : unknown('');
};

const setting: Function = ({ args }) => args[2] ?? unknown(asText(args[1]) ?? asText(args[0]) ?? '');

/** Functions of the standard library that lists and texts of tools are made with. */
const FUNCTIONS: Record<string, Function> = {
  'Enum.map': mapped,
  'Enum.flat_map': (call, machine) => {
    const made = mapped(call, machine);
    return isKind(made, 'list')
      ? list(made.items.flatMap((each) => (isKind(each, 'list') ? each.items : [each])))
      : made;
  },
  'Enum.each': mapped,
  'Enum.reduce': ({ args: [of, start, each], at }, machine) =>
    itemsOf(of).reduce<Value>(
      (held, item) => machine.call(each ?? unknown(''), withArgs([item, held]), at),
      start ?? null,
    ),
  'Enum.concat': ({ args }) => list(args.flatMap(itemsOf)),
  'Enum.filter': ({ args: [of] }) => of ?? unknown(''),
  'Enum.reject': ({ args: [of] }) => of ?? unknown(''),
  'Enum.sort': ({ args: [of] }) => of ?? unknown(''),
  'Enum.join': ({ args: [of, by] }) =>
    joinText(itemsOf(of).flatMap((item, index) => (index === 0 ? [item] : [by ?? '', item]))),
  'List.flatten': ({ args: [of] }) =>
    list(itemsOf(of).flatMap((each) => (isKind(each, 'list') ? each.items : [each]))),
  'Map.merge': merged,
  'Map.put': put,
  'Map.values': ({ args: [of] }) => (isKind(of, 'dict') ? list([...of.entries.values()]) : unknown('')),
  'Keyword.merge': merged,
  'String.trim': onText((text) => text.trim()),
  'String.upcase': onText((text) => text.toUpperCase()),
  'String.downcase': onText((text) => text.toLowerCase()),
  'String.capitalize': onText((text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()),
  'String.to_atom': onText((text) => text),
  'Atom.to_string': onText((text) => text),
  'String.replace': onText((text, [from, to]) => text.replaceAll(asText(from) ?? '\0', asText(to) ?? '')),
  'System.get_env': setting,
  'Application.get_env': setting,
};

const LIBRARIES: readonly string[] = [
  'Enum',
  'List',
  'Map',
  'Keyword',
  'String',
  'Atom',
  'System',
  'Application',
];

/** `Enum.map` and the like, and members of maps. */
export function builtinMember(value: Value, name: string, machine: Machine): Value | undefined {
  if (!isKind(value, 'external')) return undefined;
  const path = `${value.path}.${name}`;
  const known = Object.hasOwn(FUNCTIONS, path) ? FUNCTIONS[path] : undefined;
  return known && native(path, (call) => known(call, machine));
}

export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...LIBRARIES.map((name) => [name, external(name)] as const),
  ['to_string', native('to_string', ({ args: [of] }) => of ?? unknown(''))],
  ['inspect', native('inspect', ({ args: [of] }) => of ?? unknown(''))],
]);
