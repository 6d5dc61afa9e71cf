import { type JsonFragment, UNREAD } from '../../syntax/json-schema/fragment.ts';
import { asSchema, parseJson, schemaFrom } from '../../syntax/program/json.ts';
import { asText, dict, type Instance, isKind, lastName, type Value } from '../../syntax/program/value.ts';

/** A schema as the SDK takes it: JSON in a text, a map, or `new JsonSchema(type, properties, required, …)`. */
export function readSchema(value: Value | undefined): JsonFragment | undefined {
  if (value === undefined || value === null) return undefined;
  const text = asText(value);
  if (text !== undefined) return asSchema({ value: parseJson(text), complete: typeof value === 'string' });
  if (isKind(value, 'dict')) return schemaFrom(value);
  if (isKind(value, 'instance') && lastName(pathOf(value)) === 'JsonSchema') return fromConstructor(value);
  return UNREAD;
}

const pathOf = ({ of }: Instance): string => (of.kind === 'external' ? of.path : of.declaration.name);

const PARTS = ['type', 'properties', 'required', 'additionalProperties', '$defs', 'definitions'] as const;

function fromConstructor({ fields }: Instance): JsonFragment {
  const entries = PARTS.flatMap((part): [string, Value][] => {
    const said = fields.get(part) ?? null;
    return said === null ? [] : [[part, said]];
  });
  return schemaFrom(dict(entries));
}
