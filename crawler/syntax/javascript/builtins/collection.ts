import { likeliest } from '../choice.ts';
import {
  arrayOf,
  type CollectionValue,
  native,
  primitive,
  UNDEFINED,
  unknown,
  type Value,
} from '../value.ts';

function isSameKey(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'primitive' && b.kind === 'primitive' && a.value === b.value);
}

const findEntry = (self: CollectionValue, key: Value) =>
  self.entries.find((entry) => isSameKey(entry.key, key));

function put(self: CollectionValue, key: Value, value: Value): Value {
  const entry = findEntry(self, key);
  if (entry) entry.value = value;
  else self.entries.push({ key, value });
  return self;
}

function read(self: CollectionValue, key: Value): Value {
  return (
    findEntry(self, likeliest(key))?.value ??
    (self.partial || key.kind !== 'primitive' ? unknown('entry') : UNDEFINED)
  );
}

function has(self: CollectionValue, key: Value): Value {
  if (findEntry(self, key)) return primitive(true);
  return self.partial || key.kind === 'unknown' ? unknown('entry') : primitive(false);
}

const listValues = (self: CollectionValue) =>
  arrayOf(
    self.entries.map((entry) => entry.value),
    self.partial,
  );
const listKeys = (self: CollectionValue) =>
  arrayOf(
    self.entries.map((entry) => entry.key),
    self.partial,
  );
const listPairs = (self: CollectionValue) =>
  arrayOf(
    self.entries.map((entry) => arrayOf([entry.key, entry.value])),
    self.partial,
  );

type Method = (self: CollectionValue, key: Value, value: Value) => Value;

const METHODS = new Map<string, Method>([
  ['get', read],
  ['has', has],
  ['set', put],
  ['add', (self, key) => put(self, key, key)],
  [
    'delete',
    (self, key) => {
      self.entries = self.entries.filter((entry) => !isSameKey(entry.key, key));
      return primitive(true);
    },
  ],
  ['values', listValues],
  ['keys', listKeys],
  ['entries', listPairs],
]);

/** A member of a Map or a Set. `forEach` is left to `for … of`, which the callers of `members` see as entries. */
export function collectionMember(self: CollectionValue, key: string): Value | undefined {
  if (key === 'size') return self.partial ? unknown('size') : primitive(self.entries.length);
  const method = METHODS.get(key);
  return method && native(key, ([first, second]) => method(self, first ?? UNDEFINED, second ?? UNDEFINED));
}
