import type { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import { toJson } from '../../syntax/program/json.ts';
import type { Machine, Model } from '../../syntax/program/machine.ts';
import { objectOf } from '../../syntax/program/type-schema.ts';
import {
  asText,
  externalInstance,
  type Instance,
  isKind,
  type NativeCall,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';
import type { Known } from '../idiom.ts';

const SCHEMA = 'Dry.Schema';
const KEY = 'Dry.Key';

/** Runs a block with a schema as its receiver and answers the schema, its keys in its fields. */
export function runSchema(call: NativeCall, machine: Machine): Instance {
  const schema = externalInstance(SCHEMA, call.at);
  const block = call.named.get('&');
  if (isKind(block, 'closure')) machine.call({ ...block, self: schema }, withArgs(), call.at);
  return schema;
}

const declareKey =
  (isRequired: boolean): Model =>
  (call) => {
    const key = externalInstance(KEY, call.at);
    key.fields.set('required', isRequired);
    const name = asText(call.args[0]);
    const schema = call.self;
    if (schema !== null && isKind(schema, 'instance') && name !== undefined) schema.fields.set(name, key);
    return key;
  };

/** `filled(:string, min_size?: 3)`, `value(…)`, `maybe(…)`, `array(:string)`, `hash do … end`, `description(…)`. */
const sayOfKey =
  (word: string): Model =>
  (call, machine) => {
    const key = call.self;
    if (key === null || !isKind(key, 'instance')) return key;
    const [first] = call.args;
    if (word === 'description') key.fields.set('description', first ?? null);
    else if (word === 'array') setArray(key, call);
    else if (first !== undefined) key.fields.set('type', first);
    if (word === 'hash' || call.named.has('&'))
      key.fields.set(word === 'array' ? 'items' : 'hash', runSchema(call, machine));
    if (word === 'filled') key.fields.set('filled', true);
    for (const [name, value] of call.named) if (name.endsWith('?')) key.fields.set(name, value);
    return key;
  };

function setArray(key: Instance, call: NativeCall): void {
  key.fields.set('type', 'array');
  const [of] = call.args;
  if (of !== undefined) key.fields.set('items', of);
}

const TYPES: Record<string, JsonSchema> = {
  string: { type: 'string' },
  symbol: { type: 'string' },
  integer: { type: 'integer' },
  float: { type: 'number' },
  decimal: { type: 'number' },
  number: { type: 'number' },
  bool: { type: 'boolean' },
  boolean: { type: 'boolean' },
  array: { type: 'array' },
  hash: { type: 'object' },
  date: { type: 'string', format: 'date' },
  date_time: { type: 'string', format: 'date-time' },
  time: { type: 'string', format: 'date-time' },
};

const PREDICATES: Record<string, string> = {
  'gt?': 'exclusiveMinimum',
  'gteq?': 'minimum',
  'lt?': 'exclusiveMaximum',
  'lteq?': 'maximum',
  'min_size?': 'minLength',
  'max_size?': 'maxLength',
  'included_in?': 'enum',
};

function typeOfKey(value: Value | undefined): JsonSchema {
  const name = asText(value);
  return name !== undefined && Object.hasOwn(TYPES, name) ? { ...TYPES[name] } : {};
}

function itemsOf(value: Value): JsonSchema {
  return isKind(value, 'instance') ? readArguments(value).json : typeOfKey(value);
}

function readKey(key: Instance): JsonFragment {
  const json = typeOfKey(key.fields.get('type'));
  const [items, hash, description] = ['items', 'hash', 'description'].map((word) => key.fields.get(word));
  const text = asText(description);
  if (hash && isKind(hash, 'instance')) Object.assign(json, readArguments(hash).json);
  if (items !== undefined) Object.assign(json, { type: 'array', items: itemsOf(items) });
  if (text !== undefined) json.description = text;
  if (key.fields.get('filled') === true && json.type === 'string') json.minLength = 1;
  for (const [word, value] of key.fields) {
    const keyword = Object.hasOwn(PREDICATES, word) ? PREDICATES[word] : undefined;
    if (keyword !== undefined) json[keyword] = toJson(value).value;
  }
  return fragment(json, { optional: key.fields.get('required') !== true });
}

/** The JSON Schema of `arguments do … end` as fast-mcp sends it; of a class without it, no members. */
export function readArguments(schema: Value | undefined): JsonFragment {
  if (!isKind(schema, 'instance')) return objectOf(new Map());
  const keys = [...schema.fields].flatMap(([name, key]) =>
    isKind(key, 'instance') ? [[name, readKey(key)] as const] : [],
  );
  return objectOf(new Map(keys));
}

const SAYING = /^(filled|value|maybe|array|hash|each|schema|description|hidden)$/;

/** The words of dry-schema that fast-mcp's `arguments` understands. */
export const dryModels: Known = {
  method: (type, name) => {
    if (type === SCHEMA && (name === 'required' || name === 'optional'))
      return declareKey(name === 'required');
    return type === KEY && SAYING.test(name) ? sayOfKey(name) : undefined;
  },
};
