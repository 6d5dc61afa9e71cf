// https://tc39.es/ecma262/#sec-properties-of-the-object-constructor
import { alternatives, guessing, perhaps } from '../choice.ts';
import { toKey } from '../convert.ts';
import { getMember } from '../members.ts';
import { listElements } from '../nodes/objects.ts';
import type { Realm } from '../realm.ts';
import { arrayOf, type ObjectValue, objectOf, primitive, UNDEFINED, unknown, type Value } from '../value.ts';

type ObjectFunction = (args: readonly Value[]) => Value;
type Write = (target: Value, key: string, value: Value) => void;

/** The entries of an object, getters read; undefined where they are not known. */
function readEntries(
  realm: Realm,
  value: Value | undefined,
): { entries: [string, Value][]; partial: boolean } | undefined {
  if (value?.kind === 'choice') return joinEntries(realm, value);
  if (value?.kind === 'array') {
    return {
      entries: value.elements.map((element, index) => [String(index), element]),
      partial: value.partial,
    };
  }
  if (value?.kind === 'class') return { entries: [...value.statics], partial: false };
  if (value?.kind !== 'object') return undefined;
  const entries = [...value.properties.keys()].map((key): [string, Value] => [
    key,
    getMember(realm, value, key),
  ]);
  return { entries, partial: value.open };
}

function joinEntries(realm: Realm, value: Value): { entries: [string, Value][]; partial: boolean } {
  const all = alternatives(value).map((option) => ({
    read: readEntries(realm, option.value),
    flag: option.flag,
  }));
  const entries = all.flatMap(({ read, flag }) =>
    (read?.entries ?? []).map(([key, member]): [string, Value] => [key, perhaps(member, flag)]),
  );
  return { entries, partial: all.some(({ read }) => !read || read.partial) };
}

function listing(realm: Realm, pick: (key: string, value: Value) => Value): ObjectFunction {
  return ([value]) => {
    const read = readEntries(realm, value);
    if (!read) return value?.kind === 'primitive' ? arrayOf([]) : unknown('members of unknown');
    return arrayOf(
      read.entries.map(([key, member]) => pick(key, member)),
      read.partial,
    );
  };
}

function fromEntries(realm: Realm): ObjectFunction {
  return ([list]) => {
    const pairs = list && listElements(list);
    const made = objectOf([]);
    made.open = pairs === undefined || (list?.kind === 'array' && list.partial);
    for (const pair of pairs ?? []) {
      const key = toKey(getMember(realm, pair, '0'));
      if (key === undefined) made.open = true;
      else made.properties.set(key, getMember(realm, pair, '1'));
    }
    return made;
  };
}

function assign(realm: Realm, write: Write): ObjectFunction {
  return ([target, ...sources]) => {
    for (const source of sources) {
      const read = readEntries(realm, source);
      if (target?.kind === 'object' && (!read || read.partial)) target.open ||= source.kind !== 'primitive';
      for (const [key, value] of read?.entries ?? []) if (target) write(target, key, value);
    }
    return target ?? UNDEFINED;
  };
}

/** What a property descriptor gives: a value, or a getter. */
function described(descriptor: Value): Value {
  if (descriptor.kind !== 'object') return unknown('descriptor');
  const get = descriptor.properties.get('get');
  return get ? { kind: 'accessor', get } : (descriptor.properties.get('value') ?? UNDEFINED);
}

function defineProperty(write: Write): ObjectFunction {
  return ([target, key, descriptor]) => {
    const name = key && toKey(key);
    if (target && descriptor && name !== undefined) write(target, name, described(descriptor));
    return target ?? UNDEFINED;
  };
}

function defineProperties(write: Write): ObjectFunction {
  return ([target, descriptors]) => {
    if (target && descriptors?.kind === 'object') {
      for (const [key, descriptor] of descriptors.properties) write(target, key, described(descriptor));
    }
    return target ?? UNDEFINED;
  };
}

const same: ObjectFunction = ([value]) => value ?? UNDEFINED;

const create: ObjectFunction = ([prototype]) => {
  const made: ObjectValue = objectOf(prototype?.kind === 'object' ? prototype.properties : []);
  if (prototype?.kind === 'object') made.prototype = prototype.prototype;
  return made;
};

const prototypeOf: ObjectFunction = ([value]) =>
  value?.kind === 'class' ? (value.parent ?? UNDEFINED) : unknown('prototype');

const hasOwn: ObjectFunction = ([value, key]) => {
  const name = key && toKey(key);
  if (value?.kind !== 'object' || name === undefined) return unknown('key');
  return value.properties.has(name) || !value.open ? primitive(value.properties.has(name)) : unknown('key');
};

export function objectFunctions(realm: Realm, write: Write): [string, ObjectFunction][] {
  const keys = guessing(listing(realm, (key) => primitive(key)));
  return [
    ['keys', keys],
    ['getOwnPropertyNames', keys],
    ['values', guessing(listing(realm, (_key, value) => value))],
    ['entries', guessing(listing(realm, (key, value) => arrayOf([primitive(key), value])))],
    ['fromEntries', fromEntries(realm)],
    ['assign', assign(realm, write)],
    ['defineProperty', defineProperty(write)],
    ['defineProperties', defineProperties(write)],
    ['freeze', same],
    ['seal', same],
    ['setPrototypeOf', same],
    ['create', create],
    ['getPrototypeOf', prototypeOf],
    ['hasOwn', hasOwn],
  ];
}
