import type { Field } from '../program/ir.ts';
import { fromJson, parseJson, type ReadJson, toJson } from '../program/json.ts';
import {
  asText,
  type Dict,
  dict,
  type Instance,
  isKind,
  list,
  MAX_TEXT,
  type NativeCall,
  type Value,
} from '../program/value.ts';
import { isExported, wireName } from './tags.ts';

/** A value as `encoding/json` writes it: structs of the tree by their tags, structs of others by the usual camel case, zero values left out. */
export const goToJson = (value: Value): ReadJson => toJson(value, written);

/** A struct of the tree, or a map, as its entries on the wire, values as they are; undefined for anything else. */
export function asWritten(value: Value): Dict | undefined {
  if (isKind(value, 'dict')) return value;
  if (!isKind(value, 'instance') || value.of.kind === 'external') return undefined;
  const entries = written(value);
  return typeof entries === 'boolean' ? undefined : { ...entries, at: value.at };
}

/** `json.Marshal(value)`: the text where all of it is known, else the value itself, whose unknown parts a reader of JSON finds in it. */
export function marshal({ args: [value = null] }: NativeCall): Value {
  const { value: json, complete } = goToJson(value);
  const text = complete ? JSON.stringify(json) : undefined;
  return list([text !== undefined && text.length <= MAX_TEXT ? text : value, null], 'tuple');
}

function written(instance: Instance): Dict | boolean {
  if (instance.of.kind === 'external') return schemaWritten(instance);
  const { fields } = instance.of.declaration;
  return dict(fields.flatMap((field) => entryOf(field, instance.fields.get(field.name))));
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

function schemaWritten({ fields }: Instance): Dict | boolean {
  const [only] = fields.keys();
  const not = fields.get('Not');
  if (fields.size === 1 && only === 'Not' && isKind(not, 'instance') && not.fields.size === 0) return false;
  const extra = fields.get('Extra') ?? fields.get('Extras');
  const entries = [...fields].flatMap(([name, value]): [string, Value][] => {
    if (UNSENT.has(name) || name.startsWith('$')) return [];
    if (isZero(value) && !isBound(name, value)) return [];
    const key = SCHEMA_NAMES.get(name) ?? name.charAt(0).toLowerCase() + name.slice(1);
    return [[key, name === 'Default' ? rawJson(value) : value]];
  });
  const more = isKind(extra, 'dict') ? [...extra.entries] : [];
  return dict([...entries, ...more]);
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
