import { currentFlag } from '../../program/machine.ts';
import { type Dict, dict, isKind, keyOf, list, unknown, type Value } from '../../program/value.ts';
import { type Builtin, type Builtins, invoke, note } from './builtin.ts';

const put: Builtin<Dict> = (self, [key, value], machine) => {
  const name = key === undefined ? undefined : keyOf(key);
  if (name === undefined || value === undefined) self.open = true;
  else {
    note(machine, value, currentFlag(machine));
    self.entries.set(name, value);
  }
  return null;
};

const putIfAbsent: Builtin<Dict> = (self, args, machine) => {
  const name = args[0] === undefined ? undefined : keyOf(args[0]);
  return name !== undefined && self.entries.has(name) ? null : put(self, args, machine);
};

const putAll: Builtin<Dict> = (self, [other]) => {
  if (isKind(other, 'dict')) for (const [key, value] of other.entries) self.entries.set(key, value);
  if (!isKind(other, 'dict') || other.open) self.open = true;
  return null;
};

const get: Builtin<Dict> = (self, [key, fallback]) => {
  const name = key === undefined ? undefined : keyOf(key);
  if (name === undefined) return unknown('');
  return self.entries.get(name) ?? (self.open ? unknown(name) : (fallback ?? null));
};

const computeIfAbsent: Builtin<Dict> = (self, [key, make], machine) => {
  const name = key === undefined ? undefined : keyOf(key);
  if (name === undefined || key === undefined) return unknown('');
  const held = self.entries.get(name) ?? invoke(machine, make, [key]);
  self.entries.set(name, held);
  return held;
};

const has: Builtin<Dict> = (self, [key]) => {
  const name = key === undefined ? undefined : keyOf(key);
  return name !== undefined && self.entries.has(name) ? true : self.open ? unknown('') : false;
};

const entries: Builtin<Dict> = (self) =>
  list(
    [...self.entries].map((pair) => list([...pair], 'tuple')),
    'list',
    self.open,
  );

/** Methods of maps. */
export const MAP: Builtins<Dict> = new Map<string, Builtin<Dict>>([
  ['put', put],
  ['set', put],
  ['putIfAbsent', putIfAbsent],
  ['putAll', putAll],
  ['get', get],
  ['getOrDefault', get],
  ['computeIfAbsent', computeIfAbsent],
  ['containsKey', has],
  ['values', (self) => list([...self.entries.values()], 'list', self.open)],
  ['keySet', (self) => list([...self.entries.keys()], 'list', self.open)],
  ['entrySet', entries],
  ['size', (self) => (self.open ? unknown('') : self.entries.size)],
  ['isEmpty', (self) => (self.open ? unknown('') : self.entries.size === 0)],
  ['remove', (self, [key]) => self.entries.delete(String(key)) && null],
  [
    'forEach',
    (self, [callee], machine) => {
      for (const [key, value] of [...self.entries]) invoke(machine, callee, [key, value]);
      return null;
    },
  ],
]);

/** `Map.of(k, v, k, v)` */
export function dictOfAlternating(args: readonly Value[]): Dict {
  const made = dict();
  for (let index = 0; index + 1 < args.length; index += 2) {
    const key = keyOf(args[index] ?? null);
    if (key === undefined) made.open = true;
    else made.entries.set(key, args[index + 1] ?? null);
  }
  return made;
}
