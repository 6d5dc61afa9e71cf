import type { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment, UNREAD } from '../../syntax/json-schema/fragment.ts';
import { toJson } from '../../syntax/program/json.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { objectOf } from '../../syntax/program/type-schema.ts';
import { asText, isKind, type TypeValue, type Value } from '../../syntax/program/value.ts';
import { blockOf, callsIn, type Said } from './module-body.ts';

/** Types of Peri as the servers convert them. */
const TYPES: Record<string, JsonSchema> = {
  string: { type: 'string' },
  atom: { type: 'string' },
  integer: { type: 'integer' },
  float: { type: 'number' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  map: { type: 'object' },
  list: { type: 'array' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time' },
  datetime: { type: 'string', format: 'date-time' },
  naive_datetime: { type: 'string', format: 'date-time' },
  any: {},
};

const BOUNDS: Record<string, Record<string, string>> = {
  min: { string: 'minLength', integer: 'minimum', number: 'minimum' },
  max: { string: 'maxLength', integer: 'maximum', number: 'maximum' },
  gte: { integer: 'minimum', number: 'minimum' },
  lte: { integer: 'maximum', number: 'maximum' },
  gt: { integer: 'exclusiveMinimum', number: 'exclusiveMinimum' },
  lt: { integer: 'exclusiveMaximum', number: 'exclusiveMaximum' },
};

function optionsOf(value: Value | undefined): ReadonlyMap<string, Value> {
  if (isKind(value, 'dict')) return value.entries;
  if (!isKind(value, 'list')) return new Map();
  const [name, said] = value.items;
  const word = asText(name);
  return word === undefined || said === undefined ? new Map() : new Map([[word, said]]);
}

const STATED = ['description', 'format', 'title', 'pattern', 'default'] as const;

/** Adds what options say: `description: "…"`, `{:min, 3}`, `{:default, 10}`. */
function withOptions(base: JsonFragment, options: ReadonlyMap<string, Value>): JsonFragment {
  const json = { ...base.json };
  for (const word of STATED) {
    const said = options.get(word);
    if (said !== undefined) json[word] = toJson(said).value;
  }
  for (const [word, value] of options) {
    const key = BOUNDS[word]?.[String(json.type)];
    if (key !== undefined) json[key] = toJson(value).value;
  }
  const values = options.get('values') ?? options.get('enum');
  if (isKind(values, 'list')) json.enum = toJson(values).value;
  const isRequired = options.get('required') === true;
  return { ...base, json, optional: base.optional && !isRequired };
}

/** `{:required, …}`, `{:list, …}`, `{:enum, […]}`, `{:string, {:min, 3}}`, `{:either, {a, b}}`. */
function readTuple(items: readonly Value[]): JsonFragment {
  const [head, inner, options] = items;
  const word = asText(head) ?? '';
  switch (word) {
    case 'required':
      return withOptions({ ...readType(inner), optional: false }, optionsOf(options));
    case 'mcp_field':
    case 'field':
      return withOptions(readType(inner), optionsOf(options));
    case 'list':
      return fragment({ type: 'array', items: readType(inner).json }, { optional: true });
    case 'enum':
      return withOptions(fragment(enumOf(inner), { optional: true }), optionsOf(options));
    case 'either':
    case 'oneof':
      return fragment(
        { oneOf: isKind(inner, 'list') ? inner.items.map((each) => readType(each).json) : [] },
        { optional: true },
      );
    case 'literal':
      return fragment({ const: inner === undefined ? null : toJson(inner).value }, { optional: true });
    default:
      return withOptions(readType(head), optionsOf(inner));
  }
}

const enumOf = (values: Value | undefined): JsonSchema => ({
  type: 'string',
  enum: isKind(values, 'list') ? toJson(values).value : [],
});

/** A type of Peri; optional unless it says `:required`. */
function readType(value: Value | undefined): JsonFragment {
  if (isKind(value, 'dict')) return { ...readMembers(value.entries), optional: true };
  if (isKind(value, 'list')) return readTuple(value.items);
  const name = asText(value);
  if (name === undefined || !Object.hasOwn(TYPES, name)) return { ...UNREAD, optional: true };
  return fragment({ ...TYPES[name] }, { optional: true });
}

const readMembers = (entries: ReadonlyMap<string, Value>): JsonFragment =>
  objectOf(new Map([...entries].map(([key, value]) => [key, readType(value)])));

/** `field :id, :string, required: true`, `embeds_one :address do … end` */
function readField(machine: Machine, { word, given }: Said, type: TypeValue): [string, JsonFragment][] {
  const [name, of] = given.args;
  const key = asText(name);
  if (key === undefined) return [];
  const block = blockOf(given);
  const inner = block ? readFields(machine, callsIn(machine, block.body, type), type) : readType(of);
  const whole = word === 'embeds_many' ? fragment({ type: 'array', items: inner.json }) : inner;
  return [[key, withOptions({ ...whole, optional: whole.optional || block !== undefined }, given.named)]];
}

const FIELDS = /^(field|embeds_one|embeds_many)$/;

const readFields = (machine: Machine, said: readonly Said[], type: TypeValue): JsonFragment =>
  objectOf(
    new Map(said.filter(({ word }) => FIELDS.test(word)).flatMap((each) => readField(machine, each, type))),
  );

/** `schema do … end` or `schema %{…}`; without one a tool takes nothing. */
export function readSchema(machine: Machine, said: Said | undefined, type: TypeValue): JsonFragment {
  const [direct] = said?.given.args ?? [];
  if (isKind(direct, 'dict')) return readMembers(direct.entries);
  const block = said && blockOf(said.given);
  if (!block) return objectOf(new Map());
  const fields = readFields(machine, callsIn(machine, block.body, type), type);
  const last = block.body.at(-1);
  const map =
    last?.kind === 'expression' && last.value.kind === 'map'
      ? machine.evaluate(last.value, type.scope)
      : undefined;
  return isKind(map, 'dict') ? readMembers(map.entries) : fields;
}

/** A schema handed over as a value. */
export const schemaOf = (value: Value | undefined): JsonFragment =>
  isKind(value, 'dict') ? readMembers(value.entries) : objectOf(new Map());
