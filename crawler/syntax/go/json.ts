import type { Field } from '../program/ir.ts';
import type { ReadJson } from '../program/json.ts';
import { asText, dict, type Instance, isKind, list, type Value } from '../program/value.ts';
import { isExported, wireName } from './tags.ts';

const MAX_DEPTH = 24;
const UNREADABLE: ReadJson = { value: undefined, complete: false };

/** A value as `encoding/json` writes it: structs of the tree by their tags, structs of others by the usual camel case, zero values left out. */
export function goToJson(value: Value, depth = 0): ReadJson {
  if (value === null || typeof value === 'number' || typeof value === 'boolean')
    return { value, complete: true };
  const text = asText(value);
  if (text !== undefined) return { value: text, complete: true };
  if (depth > MAX_DEPTH) return UNREADABLE;
  if (isKind(value, 'list')) return listToJson(value.items, !value.open, depth);
  if (isKind(value, 'dict')) return objectOf([...value.entries], !value.open, depth);
  if (isKind(value, 'instance')) return instanceToJson(value, depth);
  return UNREADABLE;
}

function listToJson(items: readonly Value[], complete: boolean, depth: number): ReadJson {
  const read = items.map((item) => goToJson(item, depth + 1));
  const known = read.filter((each) => each.value !== undefined);
  return {
    value: known.map((each) => each.value),
    complete: complete && read.every((each) => each.complete),
  };
}

function objectOf(entries: readonly [string, Value][], complete: boolean, depth: number): ReadJson {
  const read = entries.map(([key, value]) => [key, goToJson(value, depth + 1)] as const);
  const known = read.filter(([, each]) => each.value !== undefined);
  return {
    value: Object.fromEntries(known.map(([key, each]) => [key, each.value])),
    complete: complete && read.every(([, each]) => each.complete),
  };
}

function instanceToJson(instance: Instance, depth: number): ReadJson {
  if (instance.of.kind === 'external') return schemaToJson(instance, depth);
  const { fields } = instance.of.declaration;
  const entries = fields.flatMap((field): [string, Value][] =>
    entryOf(field, instance.fields.get(field.name)),
  );
  return objectOf(entries, true, depth);
}

function entryOf(field: Field, value: Value | undefined): [string, Value][] {
  const { name, isLeft, isOmitted } = wireName(field.tag);
  if (isLeft || !isExported(field.name) || value === undefined) return [];
  if (isOmitted && isZero(value)) return [];
  return [[name === '' ? field.name : name, value]];
}

const isZero = (value: Value): boolean =>
  value === null ||
  value === '' ||
  value === false ||
  value === 0 ||
  (isKind(value, 'list') && value.items.length === 0 && !value.open) ||
  (isKind(value, 'dict') && value.entries.size === 0 && !value.open);

/** Fields of JSON Schema types of libraries that are not called as on the wire. */
const SCHEMA_NAMES: ReadonlyMap<string, string> = new Map([
  ['ID', '$id'],
  ['Schema', '$schema'],
  ['Version', '$schema'],
  ['Ref', '$ref'],
  ['Comment', '$comment'],
  ['Defs', '$defs'],
  ['Definitions', '$defs'],
  ['Anchor', '$anchor'],
  ['Types', 'type'],
]);

/** What such types know beside the schema itself. */
const UNSENT: ReadonlySet<string> = new Set(['PropertyOrder', 'Extra', 'Extras']);

/** Numbers whose zero is a bound, not nothing. */
const BOUNDS = /^(Minimum|Maximum|Min\w+|Max\w+|Default|Const|ExclusiveM\w+|AdditionalProperties)$/;

function schemaToJson({ fields }: Instance, depth: number): ReadJson {
  const [only] = fields.keys();
  const not = fields.get('Not');
  if (fields.size === 1 && only === 'Not' && isKind(not, 'instance') && not.fields.size === 0)
    return { value: false, complete: true };
  const extra = fields.get('Extra') ?? fields.get('Extras');
  const entries = [...fields].flatMap(([name, value]): [string, Value][] => {
    if (UNSENT.has(name) || name.startsWith('$')) return [];
    if (isZero(value) && !isBound(name, value)) return [];
    const key = SCHEMA_NAMES.get(name) ?? name.charAt(0).toLowerCase() + name.slice(1);
    return [[key, name === 'Default' ? rawJson(value) : value]];
  });
  const more = isKind(extra, 'dict') ? [...extra.entries] : [];
  return objectOf([...entries, ...more], true, depth);
}

const isBound = (name: string, value: Value): boolean =>
  (BOUNDS.test(name) && (value === 0 || value === false || value === '')) ||
  (name === 'Properties' && isKind(value, 'dict'));

/** `json.RawMessage` holds the text of a value. */
function rawJson(value: Value): Value {
  const text = asText(value);
  if (text === undefined) return value;
  const parsed = parseJson(text);
  return parsed === undefined ? value : fromJson(parsed);
}

/** A text as JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** JSON as a value of a program. */
export function fromJson(json: unknown, depth = 0): Value {
  if (json === null || typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean')
    return json;
  if (depth > MAX_DEPTH) return { kind: 'unknown', flag: '' };
  if (Array.isArray(json)) return list(json.map((each) => fromJson(each, depth + 1)));
  if (typeof json === 'object')
    return dict(Object.entries(json).map(([key, each]) => [key, fromJson(each, depth + 1)]));
  return { kind: 'unknown', flag: '' };
}
