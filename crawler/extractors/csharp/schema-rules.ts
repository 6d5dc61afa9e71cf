// https://learn.microsoft.com/dotnet/standard/serialization/system-text-json/extract-schema, as Microsoft.Extensions.AI transforms it

import type { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { Attribute, Field, TypeRef } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import type { Property, TypeMeaning, TypeRules } from '../../syntax/program/type-schema.ts';
import { asText, lastName, type Scope, type TypeValue, type Value } from '../../syntax/program/value.ts';
import { camelCase } from './names.ts';

const text = (format?: string): JsonSchema => ({ type: 'string', ...(format !== undefined && { format }) });
const INTEGER: JsonSchema = { type: 'integer' };
const NUMBER: JsonSchema = { type: 'number' };

const PLAIN: ReadonlyMap<string, JsonSchema> = new Map([
  ...['string', 'String', 'StringBuilder', 'byte[]', 'Version', 'CultureInfo', 'TimeZoneInfo'].map(
    (name): [string, JsonSchema] => [name, text()],
  ),
  ...[
    'int',
    'uint',
    'long',
    'ulong',
    'short',
    'ushort',
    'byte',
    'sbyte',
    'nint',
    'Int16',
    'Int32',
    'Int64',
    'UInt32',
    'UInt64',
    'Int128',
    'BigInteger',
  ].map((name): [string, JsonSchema] => [name, INTEGER]),
  ...['double', 'float', 'decimal', 'Double', 'Single', 'Decimal', 'Half'].map(
    (name): [string, JsonSchema] => [name, NUMBER],
  ),
  ['bool', { type: 'boolean' }],
  ['Boolean', { type: 'boolean' }],
  ['char', { type: 'string', minLength: 1, maxLength: 1 }],
  ['DateTime', text('date-time')],
  ['DateTimeOffset', text('date-time')],
  ['DateOnly', text('date')],
  ['TimeOnly', text('time')],
  ['TimeSpan', { type: 'string', pattern: '^-?(\\d+\\.)?\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?$' }],
  ['Guid', text('uuid')],
  ['Uri', text('uri')],
  ...['object', 'Object', 'dynamic', 'JsonElement', 'JsonNode', 'JsonDocument', 'JsonValue'].map(
    (name): [string, JsonSchema] => [name, {}],
  ),
  ['JsonObject', { type: 'object' }],
  ['JsonArray', { type: 'array' }],
]);

const LISTS =
  /^(\[\]|List|IList|IEnumerable|ICollection|IReadOnlyList|IReadOnlyCollection|HashSet|ISet|IReadOnlySet|Collection|Queue|Stack|ImmutableArray|ImmutableList|IAsyncEnumerable|SortedSet|LinkedList|ConcurrentBag)$/;
const MAPS =
  /^(I?Dictionary|IReadOnlyDictionary|SortedDictionary|ConcurrentDictionary|ImmutableDictionary|FrozenDictionary)$/;

function meaning(type: TypeRef): TypeMeaning | undefined {
  const name = lastName(type.name);
  const [first, second] = type.args;
  if (name === '[]' && first && /^(byte|Byte)$/.test(first.name)) return { kind: 'schema', json: text() };
  const plain = PLAIN.get(name);
  if (plain) return { kind: 'schema', json: plain };
  if (LISTS.test(name) && first) return { kind: 'array', of: first };
  if (MAPS.test(name) && second) return { kind: 'map', of: second };
  if (name === 'Nullable' && first)
    return { kind: 'same', of: { ...first, nullable: true }, optional: false };
  return undefined;
}

/** `string?` may be null; what may be anything already may. */
function nullable(inner: JsonFragment): JsonFragment {
  const { type } = inner.json;
  if (typeof type !== 'string') return inner;
  const values = Array.isArray(inner.json.enum) ? { enum: [...inner.json.enum, null] } : {};
  return { ...inner, json: { ...inner.json, ...values, type: [type, 'null'] } };
}

export const attributeNamed = (attributes: readonly Attribute[], ...names: string[]): Attribute | undefined =>
  attributes.find((each) => names.includes(each.name));

/** What an attribute was given first, or under a name. */
export function argumentOf(
  machine: Machine,
  attribute: Attribute | undefined,
  scope: Scope,
  ...names: string[]
): Value | undefined {
  const found =
    attribute?.args.find((each) => names.includes(each.name)) ??
    (names.includes('') ? attribute?.args.find((each) => each.name === '') : undefined);
  return found && machine.evaluate(found.value, scope);
}

export const described = (machine: Machine, attributes: readonly Attribute[], scope: Scope): JsonSchema => {
  const said = asText(
    argumentOf(machine, attributeNamed(attributes, 'Description'), scope, '', 'description'),
  );
  return said === undefined || said === '' ? {} : { description: said };
};

function property(machine: Machine, field: Field, owner: TypeValue): Property | 'leave' {
  const { modifiers, attributes } = field;
  const isSent =
    modifiers.includes('property') && modifiers.includes('public') && !modifiers.includes('static');
  if (!isSent || attributeNamed(attributes, 'JsonIgnore')) return 'leave';
  const scope = typeScope(owner);
  const renamed = asText(argumentOf(machine, attributeNamed(attributes, 'JsonPropertyName'), scope, ''));
  return {
    name: renamed ?? camelCase(field.name),
    required: modifiers.includes('required') || attributeNamed(attributes, 'JsonRequired') !== undefined,
    extra: described(machine, attributes, scope),
  };
}

/** Enums are sent by name. */
function declared(machine: Machine, { declaration, scope }: TypeValue): JsonFragment | undefined {
  if (declaration.form !== 'enum') return undefined;
  const names = declaration.cases.map(
    (each) =>
      asText(argumentOf(machine, attributeNamed(each.attributes, 'JsonStringEnumMemberName'), scope, '')) ??
      each.name,
  );
  return fragment({ type: 'string', enum: names });
}

/** How the SDK turns C#'s types into JSON Schema. */
export const schemaRules = (machine: Machine): TypeRules => ({
  meaning,
  nullable,
  property: (field, owner) => property(machine, field, owner),
  declared: (type) => declared(machine, type),
});
