// https://docs.python.org/3/library/stdtypes.html#mutable-sequence-types and #mapping-types-dict
import type { NativeMethod } from './attribute.ts';
import { iterate } from './displays.ts';
import type { Machine } from './machine.ts';
import {
  type Dict,
  dict,
  getItem,
  isKind,
  keyOf,
  type List,
  list,
  MAX_ITEMS,
  type NativeCall,
  setItem,
  UNKNOWN,
  type Value,
} from './value.ts';

/** Adds to a list what runs under undecided tests too, and notes the test. */
export function extend(
  machine: Machine,
  target: List,
  added: { items: readonly Value[]; open: boolean },
): void {
  const flag = machine.conditions.find((each) => each !== '');
  if (target.items.length + added.items.length > MAX_ITEMS) {
    target.open = true;
    return;
  }
  for (const item of added.items) {
    const isNew = target.form !== 'set' || !target.items.some((each) => keyOf(each) === keyOf(item));
    if (isNew) target.items.push(item);
    if (flag !== undefined && typeof item === 'object' && item !== null) machine.flagOf.set(item, flag);
  }
  target.open ||= added.open;
}

const append: NativeMethod<List> = (self, call, machine) => {
  extend(machine, self, { items: call.args.slice(0, 1), open: false });
  return null;
};

const extendBy: NativeMethod<List> = (self, call, machine) => {
  for (const each of call.args) extend(machine, self, iterate(each));
  return null;
};

function combined(
  self: List,
  call: NativeCall,
  keep: (item: Value, others: ReadonlySet<string>) => boolean,
): Value {
  const others = call.args.map(iterate);
  const keys = new Set(others.flatMap((each) => each.items).map(keyOf));
  return list(
    self.items.filter((item) => keep(item, keys)),
    self.form,
    self.open || others.some((each) => each.open),
  );
}

const insert: NativeMethod<List> = (self, call) => {
  const [at, item] = call.args;
  if (item !== undefined) self.items.splice(typeof at === 'number' ? at : self.items.length, 0, item);
  return null;
};

export const LIST_METHODS: ReadonlyMap<string, NativeMethod<List>> = new Map<string, NativeMethod<List>>([
  ['append', append],
  ['add', append],
  ['appendleft', append],
  ['extend', extendBy],
  ['update', extendBy],
  ['insert', insert],
  ['copy', (self) => list([...self.items], self.form, self.open)],
  ['union', (self, call) => unionOf(self, call)],
  ['difference', (self, call) => combined(self, call, (item, others) => !others.has(keyOf(item)))],
  ['intersection', (self, call) => combined(self, call, (item, others) => others.has(keyOf(item)))],
  ['pop', (self) => self.items.at(-1) ?? UNKNOWN],
  ['index', (self, call) => self.items.findIndex((item) => keyOf(item) === keyOf(call.args[0] ?? null))],
  ['sort', () => null],
  ['reverse', reverseInPlace],
  ['issubset', () => UNKNOWN],
]);

function reverseInPlace(self: List): Value {
  self.items.reverse();
  return null;
}

function unionOf(self: List, call: NativeCall): Value {
  const others = call.args.map(iterate);
  const byKey = new Map(
    [...self.items, ...others.flatMap((each) => each.items)].map((item) => [keyOf(item), item]),
  );
  return list([...byKey.values()], self.form, self.open || others.some((each) => each.open));
}

const valuesOf = (self: Dict) => [...self.entries.values()];

function get(self: Dict, call: NativeCall): Value {
  const [key, fallback] = call.args;
  if (key === undefined) return UNKNOWN;
  const found = getItem(self, key);
  if (found !== undefined) return found;
  if (isKind(key, 'unknown') || self.open)
    return { kind: 'unknown', ...(fallback !== undefined && { fallback }) };
  return fallback ?? null;
}

function update(self: Dict, call: NativeCall): Value {
  for (const each of call.args) {
    if (isKind(each, 'dict')) for (const { key, value } of valuesOf(each)) setItem(self, key, value);
    else self.open = true;
  }
  for (const [key, value] of call.kwargs) setItem(self, key, value);
  self.open ||= call.open;
  return null;
}

function setDefault(self: Dict, call: NativeCall): Value {
  const [key, fallback = null] = call.args;
  if (key === undefined) return UNKNOWN;
  if (getItem(self, key) === undefined) setItem(self, key, fallback);
  return getItem(self, key) ?? UNKNOWN;
}

function pop(self: Dict, call: NativeCall, machine: Machine): Value {
  const [key, fallback = UNKNOWN] = call.args;
  const found = key === undefined ? undefined : getItem(self, key);
  if (key !== undefined && machine.conditions.length === 0) self.entries.delete(keyOf(key));
  return found ?? fallback;
}

function copyOf(self: Dict): Dict {
  const copy = dict(valuesOf(self).map(({ key, value }) => [key, value]));
  copy.open = self.open;
  if (self.site !== undefined) copy.site = self.site;
  return copy;
}

export const DICT_METHODS: ReadonlyMap<string, NativeMethod<Dict>> = new Map<string, NativeMethod<Dict>>([
  ['get', get],
  [
    'keys',
    (self) =>
      list(
        valuesOf(self).map(({ key }) => key),
        'list',
        self.open,
      ),
  ],
  [
    'values',
    (self) =>
      list(
        valuesOf(self).map(({ value }) => value),
        'list',
        self.open,
      ),
  ],
  [
    'items',
    (self) =>
      list(
        valuesOf(self).map(({ key, value }) => list([key, value], 'tuple')),
        'list',
        self.open,
      ),
  ],
  ['update', update],
  ['setdefault', setDefault],
  ['pop', pop],
  ['copy', copyOf],
]);
