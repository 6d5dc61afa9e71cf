import { argumentsOf, type Builtin, type Builtins, bindBuiltin, invoke } from '../java/builtins/builtin.ts';
import { dictOf, LIST as JAVA_LIST } from '../java/builtins/list.ts';
import { MAP as JAVA_MAP } from '../java/builtins/map.ts';
import { enumValues } from '../java/builtins/statics.ts';
import { TEXT as JAVA_TEXT, joined } from '../java/builtins/text.ts';
import type { Machine } from '../program/machine.ts';
import { findMember } from '../program/members.ts';
import {
  asText,
  type Dict,
  dict,
  isKind,
  joinText,
  type List,
  lastName,
  list,
  type NativeCall,
  native,
  unknown,
  type Value,
} from '../program/value.ts';
import { extensionName } from './declarations.ts';

/** A method of another language's table under Swift's name. */
function renamed<T>(table: Builtins<T>, names: readonly [string, string][]): [string, Builtin<T>][] {
  return names.flatMap(([own, other]): [string, Builtin<T>][] => {
    const found = table.get(other);
    return found ? [[own, found]] : [];
  });
}

const TEXT: Builtins<Value> = new Map<string, Builtin<Value>>([
  ...renamed(JAVA_TEXT, [
    ['lowercased', 'toLowerCase'],
    ['uppercased', 'toUpperCase'],
    ['trimmingCharacters', 'trim'],
    ['hasPrefix', 'startsWith'],
    ['hasSuffix', 'endsWith'],
    ['contains', 'contains'],
    ['replacingOccurrences', 'replace'],
    ['appending', 'concat'],
  ]),
]);

const same: Builtin<List> = (self) => self;

const compactMap: Builtin<List> = (self, [change], machine) =>
  list(
    self.items.map((item) => invoke(machine, change, [item])).filter((each) => each !== null),
    'list',
    self.open,
  );

const LIST: Builtins<List> = new Map<string, Builtin<List>>([
  ...renamed(JAVA_LIST, [
    ['append', 'add'],
    ['map', 'map'],
    ['flatMap', 'flatMap'],
    ['filter', 'filter'],
    ['forEach', 'forEach'],
    ['contains', 'contains'],
    ['reversed', 'reversed'],
  ]),
  ['compactMap', compactMap],
  ['sorted', same],
  [
    'enumerated',
    (self) =>
      list(
        self.items.map((item, index) => list([index, item], 'tuple')),
        'list',
        self.open,
      ),
  ],
  ['joined', (self, [separator]) => joined(separator ?? '', [self])],
]);

const appendContents = (self: List, value: Value | undefined): Value => {
  if (isKind(value, 'list')) self.items.push(...value.items);
  if (!isKind(value, 'list') || value.open) self.open = true;
  return null;
};

const pairs = (self: Dict): List =>
  list(
    [...self.entries].map((pair) => list([...pair], 'tuple')),
    'list',
    self.open,
  );

const mapValues: Builtin<Dict> = (self, [change], machine) =>
  dict([...self.entries].map(([key, value]): [string, Value] => [key, invoke(machine, change, [value])]));

const merging: Builtin<Dict> = (self, [other]) => {
  const made = dict([...self.entries, ...(isKind(other, 'dict') ? other.entries : [])], self.at);
  made.open = self.open || !isKind(other, 'dict') || other.open;
  return made;
};

const merge: Builtin<Dict> = (self, [other]) => {
  if (isKind(other, 'dict')) for (const [key, value] of other.entries) self.entries.set(key, value);
  if (!isKind(other, 'dict') || other.open) self.open = true;
  return null;
};

const MAP: Builtins<Dict> = new Map<string, Builtin<Dict>>([
  ...renamed(JAVA_MAP, [['removeValue', 'remove']]),
  ['mapValues', mapValues],
  ['merging', merging],
  ['merge', merge],
  ['sorted', pairs],
  ['map', (self, args, machine) => LIST.get('map')?.(pairs(self), args, machine) ?? null],
  ['compactMap', (self, args, machine) => compactMap(pairs(self), args, machine)],
]);

function ofList(value: List, name: string, machine: Machine): Value | undefined {
  switch (name) {
    case 'count':
      return value.open ? unknown('') : value.items.length;
    case 'isEmpty':
      return value.open ? unknown('') : value.items.length === 0;
    case 'first':
      return value.items[0] ?? (value.open ? unknown('') : null);
    case 'key':
      return value.form === 'tuple' ? (value.items[0] ?? null) : undefined;
    case 'value':
      return value.form === 'tuple' ? (value.items[1] ?? null) : undefined;
    case 'append':
      return native(name, ({ args, named }) =>
        named.has('contentsOf')
          ? appendContents(value, named.get('contentsOf'))
          : (LIST.get('append')?.(value, args, machine) ?? null),
      );
    default:
      return bindBuiltin(LIST, value, name, machine);
  }
}

function ofDict(value: Dict, name: string, machine: Machine): Value | undefined {
  if (name === 'values') return list([...value.entries.values()], 'list', value.open);
  if (name === 'keys') return list([...value.entries.keys()], 'list', value.open);
  if (name === 'count') return value.open ? unknown('') : value.entries.size;
  if (name === 'isEmpty') return value.open ? unknown('') : value.entries.size === 0;
  return bindBuiltin(MAP, value, name, machine);
}

const first = (call: NativeCall): Value => argumentsOf(call)[0] ?? null;

/** What initialisers of the standard library make. */
const MAKERS: ReadonlyMap<string, (call: NativeCall) => Value> = new Map<string, (call: NativeCall) => Value>(
  [
    ['String', (call) => (argumentsOf(call).length === 0 ? '' : joinText([first(call)]))],
    ['Array', (call) => (isKind(first(call), 'list') ? first(call) : list([], 'list', call.args.length > 0))],
    ['Set', (call) => (isKind(first(call), 'list') ? first(call) : list([]))],
    ['Dictionary', (call) => (isKind(first(call), 'list') ? dictOf(itemsOf(first(call))) : dict())],
  ],
);

const itemsOf = (value: Value): readonly Value[] => (isKind(value, 'list') ? value.items : []);

/** Static members that the tree's extensions give a type, of the tree or not. */
function ofExtension(type: string, name: string, machine: Machine): Value | undefined {
  for (const { unit } of machine.program.findAnywhere(extensionName(type))) {
    const extension = machine.typeValue(extensionName(type), unit.module);
    const declared = extension?.declaration;
    const isThere =
      declared?.fields.some((each) => each.name === name) ||
      declared?.types.some((each) => each.name === name) ||
      declared?.methods.some((each) => each.name === name && each.modifiers.includes('static'));
    if (extension && isThere) return findMember(machine, extension, name);
  }
  return undefined;
}

/** Members that Swift's own values and library have; undefined for none. */
export function swiftMember(value: Value, name: string, machine: Machine): Value | undefined {
  if (typeof value === 'string' || isKind(value, 'template')) {
    if (name === 'isEmpty') return typeof value === 'string' ? value === '' : unknown('');
    return bindBuiltin(TEXT, value, name, machine);
  }
  if (isKind(value, 'list')) return ofList(value, name, machine);
  if (isKind(value, 'dict')) return ofDict(value, name, machine);
  if (isKind(value, 'instance') && name === 'rawValue' && value.fields.has('$value'))
    return asText(value) ?? value.fields.get('$value');
  if (isKind(value, 'external')) return ofExternal(value.path, name, machine);
  if (!isKind(value, 'type')) return undefined;
  if (name === 'allCases') return enumValues(machine, value);
  if (value.declaration.name.startsWith('extension ')) return undefined;
  return ofExtension(value.declaration.name, name, machine);
}

function ofExternal(path: string, name: string, machine: Machine): Value | undefined {
  if (name !== 'constructor') return ofExtension(lastName(path), name, machine);
  const make = MAKERS.get(path);
  return make && native(path, make);
}
