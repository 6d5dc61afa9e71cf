import { mark } from '../../program/call.ts';
import type { Machine } from '../../program/machine.ts';
import { descendsFrom } from '../../program/members.ts';
import {
  dict,
  flagOf,
  isKind,
  keyOf,
  type List,
  list,
  type NativeCall,
  truthOf,
  unknown,
  type Value,
} from '../../program/value.ts';
import { apply, type Method, methods } from './member.ts';

type OnList = (items: List, call: NativeCall, machine: Machine) => Value;

const onList =
  (change: OnList): Method =>
  (self, call, machine) =>
    isKind(self, 'list') ? change(self, call, machine) : unknown('');

const same: Method = (self) => self;
const copied = onList((of) => list([...of.items], 'list', of.open));

const withItems = (of: List, items: Value[], open = false): List => list(items, 'list', of.open || open);

const itemsIn = (value: Value | undefined): Value[] => (isKind(value, 'list') ? value.items : []);

/** What a test keeps; what it cannot decide is kept, with the flag it hangs on. */
const kept = (of: List, call: NativeCall, machine: Machine, wanted = true): Value[] =>
  of.items.filter((item, index) => {
    const answer = apply(machine, call.args[0], parametersFor(call.args[0], item, index), call);
    const truth = truthOf(answer);
    if (truth === undefined) mark(machine, [item], flagOf(answer));
    return truth === undefined || truth === wanted;
  });

/** A function of two parameters is given the position too. */
function parametersFor(callee: Value | undefined, item: Value, index: number): Value[] {
  return isKind(callee, 'closure') && callee.fn.parameters.length > 1 ? [item, index] : [item];
}

const selected = (of: List, call: NativeCall, machine: Machine): Value[] =>
  of.items.map((item, index) => {
    const made = apply(machine, call.args[0], parametersFor(call.args[0], item, index), call);
    const flag = typeof item === 'object' && item !== null ? machine.flags.get(item) : undefined;
    if (flag !== undefined) mark(machine, [made], flag);
    return made;
  });

const found = (pick: (items: Value[]) => Value | undefined): Method =>
  onList((of, call, machine) => {
    const items = call.args.length > 0 ? kept(of, call, machine) : of.items;
    return pick(items) ?? (of.open ? unknown('') : null);
  });

/** LINQ and the methods of lists. */
export const SEQUENCE = methods({
  ToList: copied,
  ToArray: copied,
  AsReadOnly: same,
  AsEnumerable: same,
  AsSpan: same,
  ToHashSet: same,
  ToImmutableArray: same,
  ToImmutableList: same,
  ToFrozenSet: same,
  Distinct: same,
  OrderBy: same,
  OrderByDescending: same,
  ThenBy: same,
  Order: same,
  Cast: same,
  GetEnumerator: same,
  Select: onList((of, call, machine) => withItems(of, selected(of, call, machine))),
  SelectMany: onList((of, call, machine) => {
    const made = selected(of, call, machine);
    const isOpen = made.some((each) => !isKind(each, 'list'));
    return withItems(of, made.flatMap(itemsIn), isOpen);
  }),
  Where: onList((of, call, machine) => withItems(of, kept(of, call, machine))),
  OfType: onList((of, { typeArgs: [type] }, machine) => withItems(of, ofType(of, type?.name ?? '', machine))),
  Concat: onList((of, { args: [other] }) =>
    withItems(of, [...of.items, ...itemsIn(other)], !isKind(other, 'list') || other.open),
  ),
  Union: onList((of, { args: [other] }) => withItems(of, [...new Set([...of.items, ...itemsIn(other)])])),
  Append: onList((of, { args }) => withItems(of, [...of.items, ...args])),
  Prepend: onList((of, { args }) => withItems(of, [...args, ...of.items])),
  Reverse: onList((of) => withItems(of, of.items.toReversed())),
  Skip: onList((of, { args: [count] }) => withItems(of, of.items.slice(Number(count)))),
  Take: onList((of, { args: [count] }) => withItems(of, of.items.slice(0, Number(count)))),
  First: found((items) => items[0]),
  FirstOrDefault: found((items) => items[0]),
  Single: found((items) => items[0]),
  SingleOrDefault: found((items) => items[0]),
  Find: found((items) => items[0]),
  Last: found((items) => items.at(-1)),
  LastOrDefault: found((items) => items.at(-1)),
  Any: onList((of, call, machine) => {
    if (call.args.length === 0) return of.items.length > 0 || (of.open ? unknown('') : false);
    return kept(of, call, machine).length > 0 ? unknown('') : of.open ? unknown('') : false;
  }),
  Contains: onList((of, { args: [wanted] }) => includes(of, wanted)),
  ToDictionary: onList((of, call, machine) => keyed(of, call, machine)),
  ToImmutableDictionary: onList((of, call, machine) => keyed(of, call, machine)),
  ToFrozenDictionary: onList((of, call, machine) => keyed(of, call, machine)),
  ForEach: onList((of, call, machine) => {
    for (const item of of.items) apply(machine, call.args[0], [item], call);
    return null;
  }),
  Add: onList((of, { args }, machine) => added(machine, of, args)),
  Enqueue: onList((of, { args }, machine) => added(machine, of, args)),
  Push: onList((of, { args }, machine) => added(machine, of, args)),
  AddRange: onList((of, { args: [other] }, machine) => {
    if (!isKind(other, 'list') || other.open) of.open = true;
    return added(machine, of, itemsIn(other));
  }),
  Insert: onList((of, { args: [, item] }, machine) => added(machine, of, item === undefined ? [] : [item])),
  Clear: same,
  Remove: same,
});

function ofType(of: List, name: string, machine: Machine): Value[] {
  const isOther = (item: Value) => {
    if (!isKind(item, 'instance') || item.of.kind !== 'type') return false;
    const own = machine.resolveType({ name, args: [], nullable: false }, item.of.scope);
    return isKind(own, 'type') ? false : !descendsFrom(machine, item.of, [name]);
  };
  return of.items.filter((item) => !isOther(item));
}

function includes(of: List, wanted: Value | undefined): Value {
  const key = wanted === undefined ? undefined : keyOf(wanted);
  if (key === undefined) return unknown('');
  return of.items.some((item) => keyOf(item) === key) || (of.open ? unknown('') : false);
}

function keyed(of: List, call: NativeCall, machine: Machine): Value {
  const [keyFor, valueFor] = call.args;
  const made = dict([], call.at);
  made.open = of.open;
  for (const item of of.items) {
    const key = keyFor === undefined ? itemsIn(item)[0] : apply(machine, keyFor, [item], call);
    const text = key === undefined ? undefined : keyOf(key);
    const value = isKind(valueFor, 'closure') ? apply(machine, valueFor, [item], call) : item;
    if (text === undefined) made.open = true;
    else made.entries.set(text, value);
  }
  return made;
}

/** What joins a list under a flag hangs on it. */
function added(machine: Machine, of: List, items: readonly Value[]): Value {
  mark(machine, items, machine.conditions.findLast((flag) => flag !== '') ?? '');
  of.items.push(...items);
  return true;
}

/** A dictionary as the list of its pairs. */
export const pairsOf = (entries: ReadonlyMap<string, Value>, open: boolean): List =>
  list(
    [...entries].map(([key, value]) => list([key, value], 'tuple')),
    'list',
    open,
  );
