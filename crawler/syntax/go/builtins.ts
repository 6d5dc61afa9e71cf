import type { FileTree } from '../../snapshot.ts';
import { oneAmong } from '../program/among.ts';
import {
  asText,
  externalInstance,
  flagOf,
  isKind,
  joinText,
  keyOf,
  lastName,
  list,
  type NativeCall,
  native,
  UNKNOWN,
  unknown,
  type Value,
} from '../program/value.ts';

const tuple = (...items: Value[]): Value => list(items, 'tuple');

function append({ args: [to = null, ...items] }: NativeCall): Value {
  if (isKind(to, 'list'))
    return { ...list([...to.items, ...items], 'list', to.open), unsure: to.unsure === true };
  return list(items, 'list', to !== null);
}

function length({ args: [of = null] }: NativeCall): Value {
  if (typeof of === 'string') return of.length;
  if (isKind(of, 'list')) return of.open || of.unsure ? UNKNOWN : of.items.length;
  if (isKind(of, 'dict')) return of.open ? UNKNOWN : of.entries.size;
  return of === null ? 0 : unknown(flagOf(of));
}

/** `v, ok := of[key]` */
function lookUp({ args: [of = null, key = null] }: NativeCall): Value {
  const name = keyOf(key);
  if (isKind(of, 'dict') && name === undefined)
    return tuple(oneAmong(of.entries.values(), flagOf(key)), UNKNOWN);
  if (!isKind(of, 'dict') || name === undefined) return tuple(unknown(flagOf(of) || flagOf(key)), UNKNOWN);
  const held = of.entries.get(name);
  if (held !== undefined) return tuple(held, true);
  return of.open ? tuple(unknown(name), UNKNOWN) : tuple(null, false);
}

const BASIC: Readonly<Record<string, (value: Value) => boolean | undefined>> = {
  string: (value) => asText(value) !== undefined,
  bool: (value) => typeof value === 'boolean',
  int: (value) => typeof value === 'number',
  int64: (value) => typeof value === 'number',
  float64: (value) => typeof value === 'number',
};

/** `of == nil`: what nothing was put into is taken for nothing. */
function isNil({ args: [of = null] }: NativeCall): Value {
  if (isKind(of, 'unknown')) return unknown(of.flag);
  if (isKind(of, 'list')) return of.open || of.unsure ? UNKNOWN : of.items.length === 0;
  return of === null || (isKind(of, 'dict') && of.entries.size === 0 && !of.open);
}

/** Whether a value is of a type, as far as its name tells. */
function isOfType(value: Value, type: string): Value {
  if (isKind(value, 'unknown')) return unknown(value.flag);
  const basic = BASIC[type];
  if (basic) return basic(value) ?? UNKNOWN;
  if (type.startsWith('[]')) return isKind(value, 'list');
  if (type.startsWith('map[')) return isKind(value, 'dict');
  if (!isKind(value, 'instance')) return typeof value === 'object' ? UNKNOWN : false;
  const own = value.of.kind === 'external' ? lastName(value.of.path) : value.of.declaration.name;
  return own === lastName(type) ? true : UNKNOWN;
}

/** `part[from:to]` */
function slice({ args: [of = null, from = null, to = null] }: NativeCall): Value {
  const start = typeof from === 'number' ? from : 0;
  const isKnown = (from === null || typeof from === 'number') && (to === null || typeof to === 'number');
  const end = typeof to === 'number' ? to : undefined;
  if (typeof of === 'string') return isKnown ? of.slice(start, end) : unknown('');
  if (isKind(of, 'list')) return isKnown ? list(of.items.slice(start, end), 'list', of.open) : of;
  return of;
}

/** `T(x)` for a type that only says what is in memory: the value itself, or what the type is at first. */
const conversion = (name: string, zero: Value) =>
  native(name, ({ args: [value = zero] }) =>
    name === 'string' && isKind(value, 'list') ? joinText(value.items) : value,
  );

const CONVERSIONS: [string, Value][] = [
  ['string', ''],
  ['bool', false],
  ['any', null],
  ['error', null],
  ...['int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64'].map(
    (name): [string, Value] => [name, 0],
  ),
  ...['float32', 'float64', 'byte', 'rune', 'uintptr'].map((name): [string, Value] => [name, 0]),
];

/** Where the files are that `//go:embed` in a file names. */
function embedded({ args: [from = '', pattern = ''] }: NativeCall): string {
  const folder = (asText(from) ?? '').split('/').slice(0, -1);
  return [...folder, asText(pattern) ?? ''].filter((part) => part !== '').join('/');
}

function embedText(tree: FileTree, call: NativeCall): Value {
  const text = tree.readFile(embedded(call));
  return text === undefined ? unknown(asText(call.args[1]) ?? '') : text;
}

/** An `embed.FS`: it knows the folder of the file it is declared in. */
function embedTree(call: NativeCall): Value {
  const folder = (asText(call.args[0]) ?? '').split('/').slice(0, -1).join('/');
  return externalInstance('embed.FS', call.at, [['$folder', folder]]);
}

/** `fs.ReadFile("name")` of an `embed.FS`. */
export function readEmbedded(tree: FileTree, { self, args: [name = ''] }: NativeCall): Value {
  const folder = isKind(self, 'instance') ? asText(self.fields.get('$folder')) : undefined;
  const path = [folder ?? '', asText(name) ?? ''].filter((part) => part !== '').join('/');
  const text = tree.readFile(path);
  return tuple(text === undefined ? unknown(path) : text, null);
}

function remove({ args: [from = null, key = null] }: NativeCall): Value {
  const name = keyOf(key);
  if (isKind(from, 'dict') && name !== undefined) from.entries.delete(name);
  return null;
}

function copyItems({ args: [to = null, from = null] }: NativeCall): Value {
  if (!isKind(to, 'list') || !isKind(from, 'list')) return null;
  to.items.splice(0, from.items.length, ...from.items);
  to.open ||= from.open;
  return null;
}

/** Functions and types that are always there, and what the lowering calls by names of its own. */
export function goGlobals(tree: FileTree): ReadonlyMap<string, Value> {
  const functions: [string, (call: NativeCall) => Value][] = [
    ['append', append],
    ['len', length],
    ['cap', length],
    ['delete', remove],
    ['copy', copyItems],
    ['close', () => null],
    ['print', () => null],
    ['println', () => null],
    ['recover', () => null],
    ['min', ({ args }) => args[0] ?? null],
    ['max', ({ args }) => args[0] ?? null],
    ['$isNil', isNil],
    ['$lookUp', lookUp],
    ['$assert', ({ args: [value = null, type = ''] }) => tuple(value, isOfType(value, flagOf(type)))],
    ['$isType', ({ args: [value = null, type = ''] }) => isOfType(value, asText(type) ?? '')],
    ['$slice', slice],
    ['$embed', (call) => embedText(tree, call)],
    ['$embedTree', embedTree],
  ];
  return new Map<string, Value>([
    ...functions.map(([name, call]): [string, Value] => [name, native(name, call)]),
    ...CONVERSIONS.map(([name, zero]): [string, Value] => [name, conversion(name, zero)]),
  ]);
}
