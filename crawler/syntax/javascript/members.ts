import { schemaMember } from '../json-schema/zod-methods.ts';
import { arrayMethods } from './builtins/array.ts';
import type { Builtin, Surroundings } from './builtins/builtin.ts';
import { collectionMethods, sizeOf } from './builtins/collection.ts';
import { numberMethods } from './builtins/number.ts';
import { patternMethods } from './builtins/pattern.ts';
import { stringMethods } from './builtins/string.ts';
import { callValue } from './call.ts';
import { guessing, mapChoice } from './choice.ts';
import { currentFlag, type Realm, runUncertain } from './realm.ts';
import { asksSetting, readSetting, toOption } from './settings.ts';
import {
  type ArrayValue,
  type ClassValue,
  external,
  native,
  type ObjectValue,
  primitive,
  UNDEFINED,
  type UnknownValue,
  unknown,
  type Value,
} from './value.ts';

/** The longest chain of classes that is followed. */
const MAX_ANCESTORS = 32;

/** A method of the language, bound to the value it was taken from. */
function bind<T extends Value>(
  realm: Realm,
  methods: ReadonlyMap<string, Builtin<T>>,
  self: T,
  key: string,
): Value {
  const method = methods.get(key);
  if (!method) return UNDEFINED;
  const around = (): Surroundings => ({
    invoke: (callee, given) => callValue(realm, callee, UNDEFINED, given),
    uncertain: (flag, run) => runUncertain(realm, flag, run) ?? UNDEFINED,
    level: realm.conditions.length,
    flag: currentFlag(realm),
  });
  const run = (args: readonly Value[]) => method(self, args, around());
  return native(key, asksSetting(key) ? guessing(run) : run);
}

/** A method of a class or its parents; undefined where there is none. `unknown` when a parent is not in the tree. */
export function findMethod(start: ClassValue | null, key: string): Value | undefined {
  let each: Value | null = start;
  for (let step = 0; each && step < MAX_ANCESTORS; step++) {
    if (each.kind !== 'class') return each.kind === 'primitive' ? undefined : unknown('inherited');
    const method = each.methods.get(key);
    if (method) return method;
    each = each.parent;
  }
  return undefined;
}

function findStatic(start: ClassValue, key: string): Value | undefined {
  let each: Value | null = start;
  for (let step = 0; each?.kind === 'class' && step < MAX_ANCESTORS; step++) {
    const found = each.statics.get(key);
    if (found) return found;
    each = each.parent;
  }
  return each === null || each.kind === 'class' ? undefined : unknown('inherited');
}

/** Runs a getter, or leaves a method to be called on the value it was taken from. */
function settle(realm: Realm, self: Value, found: Value): Value {
  return found.kind === 'accessor' ? callValue(realm, found.get, self, []) : found;
}

function objectMember(realm: Realm, self: ObjectValue, key: string): Value {
  const found = self.properties.get(key) ?? findMethod(self.prototype, key);
  if (found) return settle(realm, self, found);
  if (key === 'constructor' && self.prototype) return self.prototype;
  if (key === 'hasOwnProperty') {
    return native(key, ([name]) =>
      name?.kind === 'primitive' ? primitive(self.properties.has(String(name.value))) : unknown('key'),
    );
  }
  return self.open ? unknown('open object', key) : UNDEFINED;
}

function classMember(realm: Realm, self: ClassValue, key: string): Value {
  const found = findStatic(self, key);
  if (found) return settle(realm, self, found);
  if (key === 'name') return primitive(self.name);
  if (key === 'prototype') return { ...EMPTY_OBJECT, properties: self.methods };
  return UNDEFINED;
}
const EMPTY_OBJECT: ObjectValue = {
  kind: 'object',
  properties: new Map(),
  prototype: null,
  open: true,
  origin: null,
  level: 0,
};

const isCertain = (element: Value) => element.kind !== 'choice' || element.options.length > 1;

const hasKnownLength = (self: ArrayValue) => !self.partial && self.elements.every(isCertain);

/** The number of elements; if nothing is configured, of those that hang on nothing. */
function lengthOf(self: ArrayValue): Value {
  if (hasKnownLength(self)) return primitive(self.elements.length);
  return unknown('length', null, self.partial ? null : primitive(self.elements.filter(isCertain).length));
}

function indexOrMethod(realm: Realm, self: Value & { kind: 'array' }, key: string): Value {
  if (key === 'length') return lengthOf(self);
  if (/^\d+$/.test(key)) return self.elements[Number(key)] ?? (self.partial ? unknown('element') : UNDEFINED);
  return bind(realm, arrayMethods, self, key);
}

function primitiveMember(realm: Realm, self: Value & { kind: 'primitive' }, key: string): Value {
  if (typeof self.value === 'number') return bind(realm, numberMethods, self, key);
  if (typeof self.value !== 'string')
    return self.value == null ? UNDEFINED : unknown('member of a primitive');
  if (key === 'length') return primitive(self.value.length);
  if (/^\d+$/.test(key)) return primitive(self.value[Number(key)]);
  return bind(realm, stringMethods, self, key);
}

function functionMember(realm: Realm, self: Value & { kind: 'function' | 'native' }, key: string): Value {
  const own = self.properties.get(key);
  if (own) return settle(realm, self, own);
  if (key === 'name') return self.kind === 'native' ? primitive(self.name) : unknown('function name');
  if (key === 'call')
    return native(key, ([target, ...args]) => callValue(realm, self, target ?? UNDEFINED, args));
  if (key === 'bind') {
    return native(key, ([target, ...first]) =>
      native('bound', (args) => callValue(realm, self, target ?? UNDEFINED, [...first, ...args])),
    );
  }
  if (key === 'apply') {
    return native(key, ([target, list]) =>
      callValue(
        realm,
        self,
        target ?? UNDEFINED,
        list?.kind === 'array' ? list.elements : [unknown('arguments')],
      ),
    );
  }
  return UNDEFINED;
}

function externalMember(realm: Realm, self: Value & { kind: 'external' }, key: string): Value {
  const own = self.properties.get(key);
  if (own) return settle(realm, self, own);
  if (key === '__esModule') return primitive(true);
  const setting = readSetting(self, key, realm.optionDefaults);
  if (setting) return setting;
  const made = external(self.module, [...self.path, ...(self.args ? ['()'] : []), key]);
  const birth = realm.births.get(self);
  if (birth) realm.births.set(made, birth);
  return made;
}

/** What `value.key` is. Getters run. */
export function getMember(realm: Realm, value: Value, key: string): Value {
  switch (value.kind) {
    case 'object':
      return objectMember(realm, value, key);
    case 'array':
      return indexOrMethod(realm, value, key);
    case 'primitive':
      return primitiveMember(realm, value, key);
    case 'function':
    case 'native':
      return functionMember(realm, value, key);
    case 'class':
      return classMember(realm, value, key);
    case 'external':
      return externalMember(realm, value, key);
    case 'collection':
      return key === 'size' ? sizeOf(value) : bind(realm, collectionMethods, value, key);
    case 'pattern':
      return bind(realm, patternMethods, value, key);
    case 'schema':
      return schemaMember(value, key);
    case 'choice':
      return mapChoice(value, (option) => getMember(realm, option, key));
    case 'unknown':
      return unknownMember(realm, value, key);
    default:
      return unknown('member of unknown');
  }
}

/** What nobody knows may be configuration, and its member the name of a flag; the member of a flag is still that flag. */
function unknownMember(realm: Realm, { reason, flag, guess }: UnknownValue, key: string): Value {
  const isNamed = reason === 'environment' || reason === 'option' || asksSetting(key);
  const fallback = isNamed ? undefined : realm.optionDefaults.get(toOption(key));
  return unknown(reason, isNamed ? flag : key, guess ? getMember(realm, guess, key) : (fallback ?? null));
}
