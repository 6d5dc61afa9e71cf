import type { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import { toJson } from '../../syntax/program/json.ts';
import type { Machine, Model } from '../../syntax/program/machine.ts';
import { findMember } from '../../syntax/program/members.ts';
import { objectOf } from '../../syntax/program/type-schema.ts';
import {
  asText,
  externalInstance,
  type Instance,
  isKind,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';
import type { Known } from '../idiom.ts';

const BUILDER = 'Illuminate.JsonSchema';
const TYPE = 'Illuminate.JsonSchema.Type';

const TYPES: ReadonlySet<string> = new Set(['string', 'integer', 'number', 'boolean', 'array', 'object']);

const KEYWORDS: Record<string, string> = {
  description: 'description',
  title: 'title',
  enum: 'enum',
  default: 'default',
  format: 'format',
  pattern: 'pattern',
};

const BOUNDS: Record<string, Record<string, string>> = {
  min: { string: 'minLength', array: 'minItems', integer: 'minimum', number: 'minimum' },
  max: { string: 'maxLength', array: 'maxItems', integer: 'maximum', number: 'maximum' },
};

/** `$schema->string()`; the older builder takes the name: `$schema->string('x')`. */
const begin =
  (type: string): Model =>
  ({ self, args: [name], at }) => {
    const made: Instance = externalInstance(TYPE, at, [['type', type]]);
    const key = asText(name);
    if (self !== null && isKind(self, 'instance')) {
      if (key !== undefined) self.fields.set(key, made);
      made.fields.set('$builder', self);
    }
    if (type === 'object' && isKind(name, 'dict')) made.fields.set('properties', name);
    return made;
  };

const onType =
  (change: (type: Instance, args: readonly Value[]) => void): Model =>
  ({ self, args }) => {
    if (self !== null && isKind(self, 'instance')) change(self, args);
    return self;
  };

function keyword(word: string): Model | undefined {
  if (word === 'required') return onType((type, [value]) => type.fields.set('required', value ?? true));
  if (word === 'items') return onType((type, [value]) => type.fields.set('items', value ?? null));
  if (word === 'nullable') return onType((type) => type.fields.set('nullable', true));
  if (Object.hasOwn(BOUNDS, word)) return onType((type, [value]) => type.fields.set(word, value ?? null));
  return Object.hasOwn(KEYWORDS, word)
    ? onType((type, [value]) => type.fields.set(word, value ?? null))
    : undefined;
}

/** What `JsonSchema` of Laravel does. A name said of a type begins the next one on the older builder. */
export const schemaModels: Known = {
  method: (type, name) => {
    if (TYPES.has(name) && (type === BUILDER || type === TYPE))
      return type === BUILDER ? begin(name) : next(name);
    return type === TYPE ? keyword(name) : undefined;
  },
};

/** `$schema->string('a')->required()->integer('b')` */
const next =
  (type: string): Model =>
  (call, machine) => {
    const builder =
      call.self !== null && isKind(call.self, 'instance') ? call.self.fields.get('$builder') : undefined;
    return begin(type)({ ...call, self: builder ?? call.self }, machine);
  };

function readType(value: Value): JsonFragment {
  if (!isKind(value, 'instance')) return fragment({}, { complete: false });
  const { fields } = value;
  const type = asText(fields.get('type')) ?? '';
  const json: JsonSchema = { type: fields.get('nullable') === true ? [type, 'null'] : type };
  for (const [word, said] of fields) {
    const key = KEYWORDS[word] ?? BOUNDS[word]?.[type];
    if (key !== undefined) json[key] = toJson(said).value;
  }
  const [items, properties] = [fields.get('items'), fields.get('properties')];
  if (items !== undefined) json.items = readType(items).json;
  if (isKind(properties, 'dict')) Object.assign(json, objectFrom(properties.entries).json);
  return fragment(json, { optional: fields.get('required') !== true });
}

const objectFrom = (entries: ReadonlyMap<string, Value>): JsonFragment =>
  objectOf(
    new Map(
      [...entries].filter(([key]) => !key.startsWith('$')).map(([key, value]) => [key, readType(value)]),
    ),
  );

/** What a tool's `schema()` answers; without one it takes nothing. */
export function laravelSchema(machine: Machine, tool: Instance): JsonFragment {
  const method = findMember(machine, tool, 'schema');
  if (!isKind(method, 'closure')) return objectOf(new Map());
  const builder: Instance = externalInstance(BUILDER, tool.at);
  const answer = machine.call(method, withArgs([builder]), method.fn.at);
  if (isKind(answer, 'dict')) return objectFrom(answer.entries);
  return isKind(answer, 'list') && answer.items.length === 0
    ? objectOf(new Map())
    : objectFrom(builder.fields);
}
