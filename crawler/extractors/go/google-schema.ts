// https://github.com/google/jsonschema-go/blob/main/jsonschema/infer.go
import type { JsonSchema } from '#data/schema/tool.ts';
import { isExported, tagValue, wireName } from '../../syntax/go/tags.ts';
import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { Field, TypeRef } from '../../syntax/program/ir.ts';
import type { Property, TypeMeaning, TypeRules } from '../../syntax/program/type-schema.ts';

/** The bounds that a sized integer has. */
function integer(minimum?: number, maximum?: number): JsonSchema {
  return {
    type: 'integer',
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
}

export const SCALARS: ReadonlyMap<string, JsonSchema> = new Map([
  ['string', { type: 'string' }],
  ['bool', { type: 'boolean' }],
  ['int', integer()],
  ['int64', integer()],
  ['int8', integer(-128, 127)],
  ['int16', integer(-32768, 32767)],
  ['int32', integer(-2147483648, 2147483647)],
  ['rune', integer(-2147483648, 2147483647)],
  ['uint', integer(0)],
  ['uint64', integer(0)],
  ['uintptr', integer(0)],
  ['uint8', integer(0, 255)],
  ['byte', integer(0, 255)],
  ['uint16', integer(0, 65535)],
  ['uint32', integer(0, 4294967295)],
  ['float32', { type: 'number' }],
  ['float64', { type: 'number' }],
  ['any', {}],
  ['error', {}],
  ['time.Time', { type: 'string' }],
  ['slog.Level', { type: 'string' }],
  ['big.Int', { type: 'string' }],
  ['big.Rat', { type: 'string' }],
  ['big.Float', { type: 'string' }],
  ['time.Duration', integer()],
]);

function meaning({ name, args }: TypeRef): TypeMeaning | undefined {
  const scalar = SCALARS.get(name);
  if (scalar) return { kind: 'schema', json: scalar };
  if (name === 'json.RawMessage')
    return { kind: 'schema', json: { type: ['null', 'array'], items: integer(0, 255) } };
  const [first, second] = args;
  if (name === '[]' && first) return { kind: 'array', of: first, as: { type: ['null', 'array'] } };
  if (name === '{}' && second) return { kind: 'map', of: second };
  return undefined;
}

function property(field: Field): Property | 'leave' | 'flatten' {
  const { name, isLeft, isOmitted } = wireName(field.tag);
  if (isLeft) return 'leave';
  if (field.embedded && name === '') return 'flatten';
  if (!isExported(field.name)) return 'leave';
  const description = tagValue(field.tag, 'jsonschema');
  return {
    name: name === '' ? field.name : name,
    required: !isOmitted,
    extra: description === undefined ? {} : { description },
  };
}

/** A pointer may be null. */
function nullable(inner: JsonFragment): JsonFragment {
  const { type } = inner.json;
  const types = Array.isArray(type) ? type : type === undefined ? [] : [type];
  if (types.length === 0 || types.includes('null')) return inner;
  return fragment(
    { ...inner.json, type: ['null', ...types] },
    { complete: inner.complete, shape: inner.shape },
  );
}

/** How google/jsonschema-go, and the official SDK by it, sees Go types. */
export const GOOGLE_RULES: TypeRules = {
  meaning,
  property,
  nullable,
  object: { additionalProperties: false },
};
