import { type Builtin, type Builtins, invoke, keep, note } from '../../java/builtins/builtin.ts';
import { dictOf, LIST as JAVA_LIST } from '../../java/builtins/list.ts';
import { MAP as JAVA_MAP } from '../../java/builtins/map.ts';
import type { Machine } from '../../program/machine.ts';
import {
  type Dict,
  dict,
  isKind,
  joinText,
  keyOf,
  type List,
  list,
  type NativeCall,
  unknown,
  type Value,
  withArgs,
} from '../../program/value.ts';

/** Runs a block whose receiver is a value. */
export function invokeOn(machine: Machine, block: Value | undefined, self: Value, args: Value[] = []): Value {
  if (!isKind(block, 'closure')) return invoke(machine, block, [self]);
  return machine.call({ ...block, self }, withArgs(args), block.fn.at);
}

/** What a builder's block fills: a fresh list or dictionary. */
export function filled<T extends List | Dict>(machine: Machine, made: T, block: Value | undefined): T {
  invokeOn(machine, block, made);
  return made;
}

const same: Builtin<List> = (self) => self;

const mapNotNull: Builtin<List> = (self, [change], machine) =>
  list(
    self.items.map((item) => invoke(machine, change, [item])).filter((each) => each !== null),
    'list',
    self.open,
  );

const associate: Builtin<List> = (self, [change], machine) =>
  dictOf(self.items.map((item) => invoke(machine, change, [item])));

const associateWith: Builtin<List> = (self, [change], machine) =>
  dictOf(self.items.map((item) => list([item, invoke(machine, change, [item])])));

const associateBy: Builtin<List> = (self, [change], machine) =>
  dictOf(self.items.map((item) => list([invoke(machine, change, [item]), item])));

const plus: Builtin<List> = (self, [other]) =>
  list(
    [...self.items, ...(isKind(other, 'list') ? other.items : other === undefined ? [] : [other])],
    'list',
    self.open || (isKind(other, 'list') && other.open),
  );

const addFilled =
  (make: () => List | Dict): Builtin<List> =>
  (self, [block], machine) => {
    const made = filled(machine, make(), block);
    note(machine, made);
    self.items.push(made);
    return true;
  };

const first: Builtin<List> = (self, [test], machine) => {
  const items = test === undefined ? self.items : keep(machine, self.items, test);
  return items[0] ?? (self.open ? unknown('') : null);
};

/** Methods of lists, sets, sequences and `JsonArrayBuilder`. */
export const LIST: Builtins<List> = new Map<string, Builtin<List>>([
  ...JAVA_LIST,
  ...[
    'asSequence',
    'toMutableList',
    'toTypedArray',
    'asList',
    'sortedBy',
    'onEach',
    'filterNotNull',
    'asIterable',
    'toMutableSet',
    'orEmpty',
  ].map((name): [string, Builtin<List>] => [name, same]),
  ['mapNotNull', mapNotNull],
  ['associate', associate],
  ['associateWith', associateWith],
  ['associateBy', associateBy],
  ['toMap', (self) => dictOf(self.items)],
  ['plus', plus],
  ['first', first],
  ['firstOrNull', first],
  ['find', first],
  ['isNotEmpty', (self) => (self.open ? unknown('') : self.items.length > 0)],
  ['addJsonObject', addFilled(() => dict())],
  ['addJsonArray', addFilled(() => list([]))],
  [
    'forEachIndexed',
    (self, [callee], machine) => {
      for (const [index, item] of self.items.entries()) invoke(machine, callee, [index, item]);
      return null;
    },
  ],
]);

const putFilled =
  (make: () => List | Dict): Builtin<Dict> =>
  (self, [key, block], machine) => {
    const name = key === undefined ? undefined : keyOf(key);
    const made = filled(machine, make(), block);
    if (name === undefined) self.open = true;
    else self.entries.set(name, made);
    return null;
  };

const pairs = (self: Dict): Value[] => [...self.entries].map((pair) => list([...pair], 'tuple'));

const overPairs =
  (run: Builtin<List>): Builtin<Dict> =>
  (self, args, machine) =>
    run(list(pairs(self), 'list', self.open), args, machine);

const listMethod = (name: string): [string, Builtin<Dict>][] => {
  const found = LIST.get(name);
  return found ? [[name, overPairs(found)]] : [];
};

/** Methods of maps and `JsonObjectBuilder`. */
export const MAP: Builtins<Dict> = new Map<string, Builtin<Dict>>([
  ...JAVA_MAP,
  ['putJsonObject', putFilled(() => dict())],
  ['putJsonArray', putFilled(() => list([]))],
  ['toMutableMap', (self) => ({ ...self, entries: new Map(self.entries) })],
  ['toMap', (self) => self],
  ['plus', (self, [other]) => (isKind(other, 'dict') ? dict([...self.entries, ...other.entries]) : self)],
  ...['map', 'forEach', 'flatMap', 'mapNotNull', 'toList'].flatMap(listMethod),
]);

/** `joinToString(separator, prefix, postfix, transform)`, by order or by name. */
export function joinToString(self: List, { args, named }: NativeCall, machine: Machine): Value {
  const change = named.get('&') ?? named.get('transform') ?? args.find((each) => isKind(each, 'closure'));
  const texts = args.filter((each) => !isKind(each, 'closure'));
  const say = (name: string, index: number, fallback: string) => named.get(name) ?? texts[index] ?? fallback;
  const items = self.items.map((item) => (change === undefined ? item : invoke(machine, change, [item])));
  const separator = say('separator', 0, ', ');
  const joined = items.flatMap((item, index) => (index === 0 ? [item] : [separator, item]));
  const open = self.open ? [unknown('')] : [];
  return joinText([say('prefix', 1, ''), ...joined, ...open, say('postfix', 2, '')]);
}
