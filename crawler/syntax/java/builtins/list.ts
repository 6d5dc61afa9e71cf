import { type Machine, under } from '../../program/machine.ts';
import {
  type Dict,
  dict,
  isKind,
  keyOf,
  type List,
  list,
  truthOf,
  unknown,
  type Value,
} from '../../program/value.ts';
import { type Builtin, type Builtins, invoke, keep, note } from './builtin.ts';
import { joined } from './text.ts';

const same: Builtin<List> = (self) => self;
const copy: Builtin<List> = (self) => list([...self.items], 'list', self.open);

const add: Builtin<List> = (self, args, machine) => {
  const [first, second] = args;
  const value = second === undefined ? first : second;
  if (value === undefined) return true;
  note(machine, value);
  if (second !== undefined && typeof first === 'number') self.items.splice(first, 0, value);
  else self.items.push(value);
  return true;
};

const addAll: Builtin<List> = (self, args, machine) => {
  const added = args.at(-1);
  if (isKind(added, 'list')) {
    for (const item of added.items) note(machine, item);
    self.items.push(...added.items);
  }
  if (!isKind(added, 'list') || added.open) self.open = true;
  return true;
};

/** Calls a function with an item, as hanging on the flag under which the item joined its list. */
function invokeFor(machine: Machine, callee: Value | undefined, item: Value): Value {
  const flag = typeof item === 'object' && item !== null ? machine.flags.get(item) : undefined;
  return flag === undefined
    ? invoke(machine, callee, [item])
    : under(machine, flag, () => invoke(machine, callee, [item]));
}

const map: Builtin<List> = (self, [change], machine) =>
  list(
    self.items.map((item) => {
      const made = invokeFor(machine, change, item);
      const flag = typeof item === 'object' && item !== null ? machine.flags.get(item) : undefined;
      if (flag !== undefined) note(machine, made, flag);
      return made;
    }),
    'list',
    self.open,
  );

const flatMap: Builtin<List> = (self, [change], machine) => {
  const made = self.items.map((item) => invoke(machine, change, [item]));
  return list(
    made.flatMap((each) => (isKind(each, 'list') ? each.items : [])),
    'list',
    self.open || made.some((each) => !isKind(each, 'list') || each.open),
  );
};

const filter: Builtin<List> = (self, [test], machine) =>
  list(keep(machine, self.items, test), 'list', self.open);

const forEach: Builtin<List> = (self, [callee], machine) => {
  for (const item of self.items) invokeFor(machine, callee, item);
  return null;
};

const get: Builtin<List> = (self, [at]) =>
  typeof at === 'number' ? (self.items.at(at) ?? unknown('')) : unknown('');

const first: Builtin<List> = (self) => self.items[0] ?? (self.open ? unknown('') : null);

const contains: Builtin<List> = (self, [value]) => {
  const key = value === undefined ? undefined : keyOf(value);
  const isThere = self.items.some((item) => item === value || (key !== undefined && keyOf(item) === key));
  return isThere || (self.open || key === undefined ? unknown('') : false);
};

const anyMatch: Builtin<List> = (self, [test], machine) => {
  const truths = self.items.map((item) => truthOf(invoke(machine, test, [item])));
  if (truths.includes(true)) return true;
  return truths.includes(undefined) || self.open ? unknown('') : false;
};

/** A collector is what `Collectors` made of its arguments: a function of the list. */
const collect: Builtin<List> = (self, [collector], machine) =>
  isKind(collector, 'native') ? invoke(machine, collector, [self]) : self;

/** Methods of lists, sets, streams and arrays: all of them are lists here. */
export const LIST: Builtins<List> = new Map<string, Builtin<List>>([
  ['stream', same],
  ['parallelStream', same],
  ['sequential', same],
  ['boxed', same],
  ['sorted', same],
  ['distinct', same],
  ['peek', same],
  ['limit', same],
  ['iterator', same],
  ['clone', copy],
  ['toList', copy],
  ['toArray', copy],
  ['toSet', copy],
  ['reversed', (self) => list(self.items.toReversed(), 'list', self.open)],
  ['collect', collect],
  ['add', add],
  ['addFirst', (self, [value], machine) => add(self, value === undefined ? [] : [0, value], machine)],
  ['addLast', add],
  ['addAll', addAll],
  ['map', map],
  ['mapToObj', map],
  ['flatMap', flatMap],
  ['filter', filter],
  ['forEach', forEach],
  ['forEachOrdered', forEach],
  ['get', get],
  ['getFirst', first],
  ['findFirst', first],
  ['findAny', first],
  ['getLast', (self) => self.items.at(-1) ?? unknown('')],
  ['size', (self) => (self.open ? unknown('') : self.items.length)],
  ['count', (self) => (self.open ? unknown('') : self.items.length)],
  ['isEmpty', (self) => (self.open ? unknown('') : self.items.length === 0)],
  ['contains', contains],
  ['anyMatch', anyMatch],
]);

const entry = (value: Value): [string, Value] | undefined => {
  if (!isKind(value, 'list')) return undefined;
  const [key, held] = value.items;
  const name = key === undefined ? undefined : keyOf(key);
  return name === undefined || held === undefined ? undefined : [name, held];
};

/** A dictionary out of pairs; open where one of them has a key that only a run would tell. */
export function dictOf(pairs: readonly Value[]): Dict {
  const entries = pairs.map(entry);
  const made = dict(entries.filter((each) => each !== undefined));
  made.open = entries.length !== made.entries.size;
  return made;
}

/** `Collectors.x(args)`: what it makes of a stream. */
export const COLLECTORS: Builtins<readonly Value[]> = new Map<string, Builtin<readonly Value[]>>([
  ['joining', (args, [self]) => (isKind(self, 'list') ? joined(args[0], self.items) : unknown(''))],
  [
    'toMap',
    (args, [self], machine) =>
      isKind(self, 'list')
        ? dictOf(
            self.items.map((item) => list(args.slice(0, 2).map((each) => invoke(machine, each, [item])))),
          )
        : unknown(''),
  ],
]);
