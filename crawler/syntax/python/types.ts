// https://docs.pydantic.dev/latest/concepts/json_schema/ : the schema that pydantic makes of a declared type.

import { constrain, describeField } from './constraints.ts';
import { isEnum, lineage } from './define.ts';
import { isEllipsis, isFieldInfo } from './fields.ts';
import { toJson } from './json.ts';
import type { Machine } from './machine.ts';
import { modelSchema } from './models.ts';
import { type Applied, type Class, type External, isKind, type Scope, type Value } from './value.ts';

export type Schema = Record<string, unknown>;

/** What is shared while one schema is made. */
export interface Making {
  machine: Machine;
  /** Schemas of the models and enums met, by name, for `$defs`. */
  definitions: Map<string, Schema>;
  /** Where quoted types are read. */
  scope: Scope;
  depth: number;
}

const MAX_DEPTH = 24;

const text = (format: string): Schema => ({ format, type: 'string' });

const PLAIN: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ['NoneType', { type: 'null' }],
  ['str', { type: 'string' }],
  ['LiteralString', { type: 'string' }],
  ['StrictStr', { type: 'string' }],
  ['int', { type: 'integer' }],
  ['StrictInt', { type: 'integer' }],
  ['float', { type: 'number' }],
  ['StrictFloat', { type: 'number' }],
  ['bool', { type: 'boolean' }],
  ['StrictBool', { type: 'boolean' }],
  ['Decimal', { anyOf: [{ type: 'number' }, { type: 'string' }] }],
  ['PositiveInt', { exclusiveMinimum: 0, type: 'integer' }],
  ['NonNegativeInt', { minimum: 0, type: 'integer' }],
  ['PositiveFloat', { exclusiveMinimum: 0, type: 'number' }],
  ['NonNegativeFloat', { minimum: 0, type: 'number' }],
  ['bytes', text('binary')],
  ['datetime', text('date-time')],
  ['AwareDatetime', text('date-time')],
  ['date', text('date')],
  ['time', text('time')],
  ['timedelta', text('duration')],
  ['UUID', text('uuid')],
  ['UUID4', text('uuid')],
  ['Path', text('path')],
  ['FilePath', text('file-path')],
  ['DirectoryPath', text('directory-path')],
  ['EmailStr', text('email')],
  ['AnyUrl', { ...text('uri'), minLength: 1 }],
  ['AnyHttpUrl', { ...text('uri'), minLength: 1 }],
  ['HttpUrl', { ...text('uri'), maxLength: 2083, minLength: 1 }],
  ['SecretStr', { ...text('password'), writeOnly: true }],
]);

const ARRAYS = new Set([
  'list',
  'List',
  'Sequence',
  'Iterable',
  'MutableSequence',
  'Collection',
  'deque',
  'tuple',
  'Tuple',
]);
const SETS = new Set(['set', 'Set', 'frozenset', 'FrozenSet', 'AbstractSet']);
const MAPS = new Set([
  'dict',
  'Dict',
  'Mapping',
  'MutableMapping',
  'OrderedDict',
  'DefaultDict',
  'defaultdict',
]);
const TRANSPARENT = new Set([
  'Required',
  'NotRequired',
  'Final',
  'ClassVar',
  'ReadOnly',
  'SkipValidation',
  'InitVar',
]);

export const lastName = (path: string) => path.split('.').at(-1) ?? path;

function ofExternal(value: External): Schema {
  const name = lastName(value.path);
  const plain = PLAIN.get(name);
  if (plain !== undefined) return { ...plain };
  if (ARRAYS.has(name)) return { items: {}, type: 'array' };
  if (SETS.has(name)) return { items: {}, type: 'array', uniqueItems: true };
  return MAPS.has(name) ? { additionalProperties: true, type: 'object' } : {};
}

function union(types: readonly Value[], making: Making): Schema {
  const arms = types.flatMap((type): unknown[] => {
    const schema = typeSchema(type, making);
    return Array.isArray(schema.anyOf) && Object.keys(schema).length === 1 ? schema.anyOf : [schema];
  });
  const [only] = arms;
  return arms.length === 1 && typeof only === 'object' && only !== null ? { ...only } : { anyOf: arms };
}

const JSON_TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'string'],
  ['boolean', 'boolean'],
  ['number', 'integer'],
]);

export function literalSchema(values: readonly unknown[]): Schema {
  const types = new Set(
    values.map((value) =>
      Number.isInteger(value) || typeof value !== 'number' ? JSON_TYPES.get(typeof value) : 'number',
    ),
  );
  const [type] = types;
  const typed = types.size === 1 && type !== undefined ? { type } : {};
  return values.length === 1 ? { const: values[0], ...typed } : { enum: [...values], ...typed };
}

function literals(types: readonly Value[]): unknown[] {
  return types
    .flatMap((type) => (isKind(type, 'applied') ? literals(type.arguments) : [toJson(type)]))
    .filter((each) => each !== undefined);
}

function annotated([base, ...marks]: readonly Value[], making: Making): Schema {
  const schema = base === undefined ? {} : typeSchema(base, making);
  return marks.reduce<Schema>((made, mark) => applyMark(made, mark), schema);
}

/** One argument of `Annotated` after the first. A bare text is FastMCP's short form of a description. */
function applyMark(schema: Schema, mark: Value): Schema {
  if (typeof mark === 'string') return { ...schema, description: mark };
  if (isFieldInfo(mark)) return { ...constrain(schema, mark), ...describeField(mark) };
  return isKind(mark, 'instance') ? constrain(schema, mark) : schema;
}

function tuple(types: readonly Value[], making: Making): Schema {
  const [first, second] = types;
  if (first !== undefined && isEllipsis(second)) return { items: typeSchema(first, making), type: 'array' };
  const items = types.map((type) => typeSchema(type, making));
  return { maxItems: items.length, minItems: items.length, prefixItems: items, type: 'array' };
}

function mapping([, value]: readonly Value[], making: Making): Schema {
  const held = value === undefined ? {} : typeSchema(value, making);
  return { additionalProperties: Object.keys(held).length === 0 ? true : held, type: 'object' };
}

function ofApplied(value: Applied, making: Making): Schema {
  if (!isKind(value.origin, 'external')) return typeSchema(value.origin, making);
  const name = lastName(value.origin.path);
  const [first] = value.arguments;
  if (name === 'Optional') return union([...value.arguments, null], making);
  if (name === 'Union') return union(value.arguments, making);
  if (name === 'Literal') return literalSchema(literals(value.arguments));
  if (name === 'Annotated') return annotated(value.arguments, making);
  if (name === 'tuple' || name === 'Tuple') return tuple(value.arguments, making);
  if (MAPS.has(name)) return mapping(value.arguments, making);
  if (first === undefined) return {};
  if (ARRAYS.has(name)) return { items: typeSchema(first, making), type: 'array' };
  if (SETS.has(name)) return { items: typeSchema(first, making), type: 'array', uniqueItems: true };
  return TRANSPARENT.has(name) ? typeSchema(first, making) : {};
}

function enumSchema(value: Class): Schema {
  const values = [...value.members.values()]
    .filter((each) => isKind(each, 'instance'))
    .filter((each) => each.of === value)
    .map((each) => toJson(each.attributes.get('value') ?? null));
  const { const: only, ...rest } = literalSchema(values);
  return { ...(only === undefined ? rest : { const: only, ...rest }), title: value.name };
}

const STRUCTURED = /(^|\.)(BaseModel|BaseSettings|RootModel|TypedDict|NamedTuple|SQLModel)$/;

/** Whether a class has a schema of its own: a pydantic model, dataclass, TypedDict, named tuple. */
export function isStructured(value: Class): boolean {
  return lineage(value).some((each) => (each.kind === 'class' ? each.dataclass : STRUCTURED.test(each.path)));
}

function ofClass(value: Class, making: Making): Schema {
  const base = lineage(value).find((each) => each.kind === 'external');
  if (!isEnum(value) && !isStructured(value)) return base?.kind === 'external' ? ofExternal(base) : {};
  if (!making.definitions.has(value.name)) {
    making.definitions.set(value.name, {});
    making.definitions.set(value.name, isEnum(value) ? enumSchema(value) : modelSchema(value, making));
  }
  return { $ref: `#/$defs/${value.name}` };
}

/** A type that stands in quotes. */
export function unquote(type: Value, making: Making): Value {
  if (typeof type !== 'string') return type;
  const node = making.machine.parse(type);
  return node === undefined ? { kind: 'unknown' } : making.machine.evaluate(node, making.scope);
}

/** The schema of a declared type; empty for what is not known. */
export function typeSchema(declared: Value, making: Making): Schema {
  const type = unquote(declared, making);
  if (type === null) return { type: 'null' };
  if (making.depth > MAX_DEPTH || typeof type !== 'object') return {};
  const deeper = { ...making, depth: making.depth + 1 };
  if (type.kind === 'external') return ofExternal(type);
  if (type.kind === 'applied') return ofApplied(type, deeper);
  return type.kind === 'class' ? ofClass(type, deeper) : {};
}
