import type { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { Attribute, Field, TypeRef } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import type { Property, TypeMeaning, TypeRules } from '../../syntax/program/type-schema.ts';
import { asText, lastName, type TypeValue, type Value } from '../../syntax/program/value.ts';
import { elementOf } from './annotations.ts';

const plain = (...names: string[]) => new Set(names);

/** Java's and Kotlin's types by what JSON has for them. */
const PLAIN: [JsonSchema, ReadonlySet<string>][] = [
  [
    { type: 'string' },
    plain('String', 'CharSequence', 'char', 'Character', 'Char', 'URI', 'URL', 'Path', 'Locale'),
  ],
  [
    { type: 'integer' },
    plain(
      'int',
      'Integer',
      'Int',
      'long',
      'Long',
      'short',
      'Short',
      'byte',
      'Byte',
      'BigInteger',
      'OptionalInt',
      'OptionalLong',
    ),
  ],
  [{ type: 'number' }, plain('double', 'Double', 'float', 'Float', 'BigDecimal', 'Number', 'OptionalDouble')],
  [{ type: 'boolean' }, plain('boolean', 'Boolean')],
  [{ type: 'string', format: 'uuid' }, plain('UUID')],
  [{ type: 'string', format: 'date' }, plain('LocalDate')],
  [
    { type: 'string', format: 'date-time' },
    plain('LocalDateTime', 'Instant', 'OffsetDateTime', 'ZonedDateTime', 'Date'),
  ],
  [{ type: 'string', format: 'time' }, plain('LocalTime')],
  [{ type: 'string', format: 'duration' }, plain('Duration')],
  [{ type: 'object' }, plain('JsonObject', 'ObjectNode', 'JsonNode')],
  [{}, plain('Object', 'Any', 'JsonElement')],
];

const ARRAYS = plain(
  '[]',
  'List',
  'ArrayList',
  'Collection',
  'Iterable',
  'Set',
  'HashSet',
  'Array',
  'MutableList',
);
const MAPS = plain('{}', 'Map', 'HashMap', 'LinkedHashMap', 'MutableMap');
const WRAPPERS = plain('Optional', 'Mono', 'Uni', 'CompletableFuture');
const ANYTHING: TypeRef = { name: 'Object', args: [], nullable: false };

export function meaningOf(type: TypeRef): TypeMeaning | undefined {
  const name = lastName(type.name);
  const [first = ANYTHING] = type.args;
  if (ARRAYS.has(name)) return { kind: 'array', of: first };
  if (MAPS.has(name)) return { kind: 'map', of: type.args[1] ?? ANYTHING };
  if (WRAPPERS.has(name)) return { kind: 'same', of: first, optional: name === 'Optional' };
  if (type.nullable) return { kind: 'same', of: { ...type, nullable: false }, optional: true };
  const known = PLAIN.find(([, names]) => names.has(name));
  return known && { kind: 'schema', json: known[0] };
}

const isNullable = (attributes: readonly Attribute[]): boolean =>
  attributes.some((each) => /(^|\.)Nullable$/.test(each.name));

/** What annotations of Jackson and Swagger say of a member, and Kotlin's serialization. */
const NAMING: readonly [RegExp, string][] = [
  [/(^|\.)JsonProperty$/, 'value'],
  [/(^|\.)SerialName$/, 'value'],
  [/(^|\.)Schema$/, 'name'],
];

const DESCRIBING: readonly [RegExp, string][] = [
  [/(^|\.)JsonPropertyDescription$/, 'value'],
  [/(^|\.)(ToolParam|McpToolParam|ToolArg|Schema|Description|LLMDescription)$/, 'description'],
  [/(^|\.)(Description|LLMDescription)$/, 'value'],
];

export interface Said {
  machine: Machine;
  owner: TypeValue;
  attributes: readonly Attribute[];
}

function firstSaid({ machine, owner, attributes }: Said, places: typeof NAMING): string | undefined {
  for (const [annotation, element] of places) {
    const attribute = attributes.find((each) => annotation.test(each.name));
    const text = asText(elementOf(machine, { attribute, owner }, element));
    if (text !== undefined && text !== '') return text;
  }
  return undefined;
}

/** `required = false` of any annotation, or `REQUIRED` and `NOT_REQUIRED` of a mode. */
export function requirementOf({ machine, owner, attributes }: Said): boolean | undefined {
  for (const attribute of attributes) {
    const said = elementOf(machine, { attribute, owner }, 'required');
    if (typeof said === 'boolean') return said;
    const mode = elementOf(machine, { attribute, owner }, 'requiredMode');
    if (mode !== undefined && /NOT_REQUIRED$/.test(pathOf(mode))) return false;
  }
  return undefined;
}

const pathOf = (value: Value): string =>
  typeof value === 'object' && value !== null && value.kind === 'external' ? value.path : '';

export const describe = (said: Said): string | undefined => firstSaid(said, DESCRIBING);
export const isOptional = (said: Said): boolean =>
  requirementOf(said) === false || (requirementOf(said) === undefined && isNullable(said.attributes));

/** Members of a class that Jackson writes: its fields or components, those of Kotlin's constructor with them. */
export function rulesFor(machine: Machine): TypeRules {
  function property(field: Field, owner: TypeValue): Property | 'leave' {
    const said: Said = { machine, owner, attributes: field.attributes };
    const isHidden = field.attributes.some((each) => /(^|\.)(JsonIgnore|Transient)$/.test(each.name));
    if (isHidden || field.modifiers.some((each) => each === 'static' || each === 'transient')) return 'leave';
    const description = describe(said);
    const isAbsent = field.type?.nullable === true || field.type?.name === 'Optional';
    return {
      name: firstSaid(said, NAMING) ?? field.name,
      required: !isAbsent && !isOptional(said),
      extra: description === undefined ? {} : { description },
    };
  }
  return { meaning: meaningOf, property, declared: (type) => enumOf(type) };
}

function enumOf({ declaration }: TypeValue): JsonFragment | undefined {
  if (declaration.form !== 'enum') return undefined;
  return fragment({ type: 'string', enum: declaration.cases.map((each) => each.name) });
}
