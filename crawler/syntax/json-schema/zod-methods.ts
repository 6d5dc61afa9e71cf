// What zod's methods make of a schema: https://zod.dev/api
import { likeliest } from '../javascript/choice.ts';
import { toJson } from '../javascript/convert.ts';
import {
  arrayOf,
  asString,
  native,
  objectOf,
  primitive,
  type SchemaValue,
  unknown,
  type Value,
} from '../javascript/value.ts';
import { convertedSchema } from './converted.ts';
import { fragment, type JsonFragment } from './fragment.ts';
import { fragmentOf, nullable, objectFragment, schemaOf, shapeOf, unionOf } from './zod-types.ts';

type Method = (self: JsonFragment, args: readonly Value[]) => JsonFragment;

const withJson = (self: JsonFragment, json: Record<string, unknown>): JsonFragment => ({
  ...self,
  json: { ...self.json, ...json },
});

const describe: Method = (self, [text]) => {
  const description = text && asString(likeliest(text));
  return description === undefined ? { ...self, complete: false } : withJson(self, { description });
};

/** `meta({title, description, …})` of zod 4. */
const meta: Method = (self, [data]) => {
  const json = data && toJson(data).value;
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? withJson(self, { ...json })
    : self;
};

const withDefault: Method = (self, [value]) => {
  const isFunction = value?.kind === 'function' || value?.kind === 'native';
  const json = value && !isFunction ? toJson(value).value : undefined;
  return { ...(json === undefined ? self : withJson(self, { default: json })), optional: true, inner: self };
};

/** A bound, under the name that the type of the schema gives it. */
function bound(names: { string?: string; array?: string; number?: string }): Method {
  return (self, [value]) => {
    const { type } = self.json;
    const name = type === 'string' ? names.string : type === 'array' ? names.array : names.number;
    const limit = value && toJson(value).value;
    return name === undefined || typeof limit !== 'number' ? self : withJson(self, { [name]: limit });
  };
}

const length: Method = (self, [value]) => {
  const exact = value && toJson(value).value;
  if (typeof exact !== 'number') return self;
  const isText = self.json.type === 'string';
  return withJson(
    self,
    isText ? { minLength: exact, maxLength: exact } : { minItems: exact, maxItems: exact },
  );
};

const numeric =
  (json: Record<string, unknown>): Method =>
  (self) =>
    withJson(self, json);

const pattern: Method = (self, [value]) =>
  value?.kind === 'pattern' ? withJson(self, { pattern: value.source }) : self;

const objectWith = (
  self: JsonFragment,
  shape: ReadonlyMap<string, JsonFragment>,
  complete = true,
): JsonFragment => {
  const made = objectFragment(shape, complete && self.complete);
  const { description } = self.json;
  return description === undefined ? made : withJson(made, { description });
};

const extend: Method = (self, [members]) => {
  const added =
    members?.kind === 'schema'
      ? { shape: members.schema.shape, complete: members.schema.complete }
      : shapeOf(members);
  return objectWith(self, new Map([...(self.shape ?? []), ...(added.shape ?? [])]), added.complete);
};

const keysOf = (value: Value | undefined): ReadonlySet<string> =>
  new Set(value?.kind === 'object' ? value.properties.keys() : []);

const pick: Method = (self, [mask]) =>
  objectWith(self, new Map([...(self.shape ?? [])].filter(([key]) => keysOf(mask).has(key))));

const omit: Method = (self, [mask]) =>
  objectWith(self, new Map([...(self.shape ?? [])].filter(([key]) => !keysOf(mask).has(key))));

const optionality =
  (optional: boolean): Method =>
  (self, [mask]) => {
    const all = mask === undefined;
    const chosen = keysOf(mask);
    const shape = [...(self.shape ?? [])].map(([key, member]): [string, JsonFragment] => [
      key,
      all || chosen.has(key) ? { ...member, optional } : member,
    ]);
    return objectWith(self, new Map(shape));
  };

const additional =
  (value: boolean): Method =>
  (self) =>
    withJson(self, { additionalProperties: value });

const same: Method = (self) => self;

const METHODS = new Map<string, Method>([
  ['describe', describe],
  ['meta', meta],
  ['register', (self, [, data]) => meta(self, data ? [data] : [])],
  ['optional', (self) => ({ ...self, optional: true, inner: self })],
  ['exactOptional', (self) => ({ ...self, optional: true, inner: self })],
  ['nullable', (self) => nullable(self)],
  ['nullish', (self) => ({ ...nullable(self), optional: true })],
  ['default', withDefault],
  ['prefault', withDefault],
  ['catch', withDefault],
  ['min', bound({ string: 'minLength', array: 'minItems', number: 'minimum' })],
  ['gte', bound({ number: 'minimum' })],
  ['max', bound({ string: 'maxLength', array: 'maxItems', number: 'maximum' })],
  ['lte', bound({ number: 'maximum' })],
  ['gt', bound({ number: 'exclusiveMinimum' })],
  ['lt', bound({ number: 'exclusiveMaximum' })],
  ['multipleOf', bound({ number: 'multipleOf' })],
  ['step', bound({ number: 'multipleOf' })],
  ['length', length],
  ['nonempty', (self) => withJson(self, self.json.type === 'string' ? { minLength: 1 } : { minItems: 1 })],
  ['int', numeric({ type: 'integer' })],
  ['positive', numeric({ exclusiveMinimum: 0 })],
  ['negative', numeric({ exclusiveMaximum: 0 })],
  ['nonnegative', numeric({ minimum: 0 })],
  ['nonpositive', numeric({ maximum: 0 })],
  ['email', numeric({ format: 'email' })],
  ['url', numeric({ format: 'uri' })],
  ['uuid', numeric({ format: 'uuid' })],
  ['datetime', numeric({ format: 'date-time' })],
  ['date', numeric({ format: 'date' })],
  ['time', numeric({ format: 'time' })],
  ['regex', pattern],
  ['extend', extend],
  ['safeExtend', extend],
  ['merge', extend],
  ['pick', pick],
  ['omit', omit],
  ['partial', optionality(true)],
  ['required', optionality(false)],
  ['passthrough', additional(true)],
  ['loose', additional(true)],
  ['strict', additional(false)],
  ['strip', same],
  ['catchall', additional(true)],
  ['or', (self, [other]) => unionOf([self, fragmentOf(other)])],
  [
    'and',
    (self, [other]) => fragment({ allOf: [self.json, fragmentOf(other).json] }, { complete: self.complete }),
  ],
  [
    'array',
    (self) => fragment({ type: 'array', items: self.json }, { inner: self, complete: self.complete }),
  ],
  ['unwrap', (self) => self.inner ?? self],
  ['removeDefault', (self) => self.inner ?? self],
]);

/** Methods that change what is parsed, not what is declared. */
const WITHOUT_EFFECT = [
  'transform',
  'refine',
  'superRefine',
  'check',
  'overwrite',
  'pipe',
  'brand',
  'readonly',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'finite',
  'safe',
  'startsWith',
  'endsWith',
  'includes',
  'normalize',
  'clone',
  'innerType',
  'sourceType',
  'deepPartial',
];

function enumValues(self: JsonFragment): string[] {
  return Array.isArray(self.json.enum) ? self.json.enum.map(String) : [];
}

function constantOf(self: JsonFragment) {
  const { const: constant } = self.json;
  return typeof constant === 'string' || typeof constant === 'number' || typeof constant === 'boolean'
    ? constant
    : null;
}

/** As much of zod's own description of a schema as programs look at: whether it is optional. */
function definitionOf(self: JsonFragment): Value {
  const { inner } = self;
  if (!self.optional || !inner) return { ...objectOf([]), open: true };
  return objectOf([
    ['typeName', primitive('ZodOptional')],
    ['type', primitive('optional')],
    ['innerType', schemaOf(inner)],
  ]);
}

/** What is read of a schema without calling anything. */
function property(self: JsonFragment, key: string): Value | undefined {
  if ((key === 'shape' || key === 'entries') && self.shape) {
    return objectOf([...self.shape].map(([name, member]) => [name, schemaOf(member)]));
  }
  if (key === 'element' && self.inner) return schemaOf(self.inner);
  if (key === 'description')
    return primitive(typeof self.json.description === 'string' ? self.json.description : undefined);
  if (key === 'options' && self.json.enum) return arrayOf(enumValues(self).map((each) => primitive(each)));
  if (key === 'value' && 'const' in self.json) return primitive(constantOf(self));
  if (key === 'toJSONSchema') return native(key, () => convertedSchema(self));
  if (key === 'isOptional') return native(key, () => primitive(self.optional));
  if (key === '_def' || key === 'def') return definitionOf(self);
  if (key === 'enum' || key === 'Values')
    return objectOf(enumValues(self).map((each) => [each, primitive(each)]));
  return undefined;
}

/** What parsing lets through: data as it is; what the schema would add to it is not known. */
function parse([given]: readonly Value[]): Value {
  if (given?.kind === 'object') return { ...given, open: true };
  return given?.kind === 'array' ? given : unknown('parsed');
}

/** A member of a declared schema. What is parsed is known where what was given is data. */
export function schemaMember(self: SchemaValue, key: string): Value {
  const read = property(self.schema, key);
  if (read) return read;
  if (key === 'parse' || key === 'parseAsync') return native(key, parse);
  const method = METHODS.get(key) ?? (WITHOUT_EFFECT.includes(key) ? same : undefined);
  if (method) return native(key, (args) => schemaOf(method(self.schema, args)));
  return unknown(`schema member ${key}`);
}
