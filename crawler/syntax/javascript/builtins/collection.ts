import { alternatives, choose, flagOf, likeliest, perhaps } from '../choice.ts';
import { arrayOf, type CollectionValue, primitive, UNDEFINED, unknown, type Value } from '../value.ts';
import type { Builtin, Surroundings } from './builtin.ts';

function isSameKey(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'primitive' && b.kind === 'primitive' && a.value === b.value);
}

const findEntry = (self: CollectionValue, key: Value) =>
  self.entries.find((entry) => isSameKey(likeliest(entry.key), likeliest(key)));

const isKnownKey = (key: Value) => key.kind !== 'unknown' && key.kind !== 'external';

/** Under undecided conditions an entry may be there or not; under a key that is not known it may be any. */
function put(self: CollectionValue, key: Value, value: Value, around: Surroundings): Value {
  const entry = findEntry(self, key);
  const certain = around.level <= self.level;
  self.partial ||= !isKnownKey(key);
  if (entry) entry.value = certain ? value : choose([entry.value, value], around.flag);
  else if (certain) self.entries.push({ key, value });
  else
    self.entries.push({
      key: self.type === 'Set' ? perhaps(key, around.flag) : key,
      value: perhaps(value, around.flag),
    });
  return self;
}

function read(self: CollectionValue, key: Value): Value {
  return (
    findEntry(self, likeliest(key))?.value ??
    (self.partial || key.kind !== 'primitive' ? unknown('entry') : UNDEFINED)
  );
}

function has(self: CollectionValue, key: Value): Value {
  const entry = findEntry(self, key);
  if (entry && isCertain(entry)) return primitive(true);
  if (entry) {
    const flag = flagOf(self.type === 'Set' ? entry.key : entry.value);
    return unknown('entry', flag, primitive(flag === null));
  }
  return self.partial || !isKnownKey(key) ? unknown('entry', flagOf(key)) : primitive(false);
}

const isCertain = ({ key, value }: CollectionValue['entries'][number]) =>
  [key, value].every((each) => each.kind !== 'choice' || each.options.length > 1);

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

type Method = Builtin<CollectionValue>;

const remove: Method = (self, [key = UNDEFINED], around) => {
  if (around.level <= self.level) self.entries = self.entries.filter((entry) => !isSameKey(entry.key, key));
  return primitive(true);
};

const clear: Method = (self, _args, around) => {
  if (around.level <= self.level) self.entries = [];
  return UNDEFINED;
};

/** Each entry is shown as `callback(value, key)`; one that may not be there, under its flag. */
const forEach: Method = (self, [callback], around) => {
  for (const { key, value } of callback ? self.entries : [])
    for (const option of alternatives(value)) {
      const run = () => (callback ? around.invoke(callback, [option.value, key]) : UNDEFINED);
      if (value.kind === 'choice') around.uncertain(option.flag, run);
      else run();
    }
  return UNDEFINED;
};

/** https://tc39.es/ecma262/#sec-keyed-collections */
export const collectionMethods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['get', (self, [key = UNDEFINED]) => read(self, key)],
  ['has', (self, [key = UNDEFINED]) => has(self, key)],
  ['set', (self, [key = UNDEFINED, value = UNDEFINED], around) => put(self, key, value, around)],
  ['add', (self, [key = UNDEFINED], around) => put(self, key, key, around)],
  ['delete', remove],
  ['clear', clear],
  ['forEach', forEach],
  ['values', listValues],
  ['keys', listKeys],
  ['entries', listPairs],
]);

/** How many entries there are; if nothing is configured, those that hang on nothing. */
export function sizeOf(self: CollectionValue): Value {
  const certain = self.entries.filter(isCertain).length;
  const isKnown = !self.partial && certain === self.entries.length;
  return isKnown ? primitive(certain) : unknown('size', null, self.partial ? null : primitive(certain));
}
