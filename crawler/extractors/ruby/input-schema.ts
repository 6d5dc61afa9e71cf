import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import { schemaFrom } from '../../syntax/program/json.ts';
import { dict, isKind, type Value } from '../../syntax/program/value.ts';

/** What the mcp gem sends of a tool that states no parameters. */
const NO_PARAMETERS: JsonFragment = fragment({ type: 'object', properties: {} });

/** `input_schema(…)` of the mcp gem: JSON Schema, its type understood. */
export function inputSchemaOf(stated: Value | undefined): JsonFragment {
  if (stated === undefined || stated === null) return NO_PARAMETERS;
  if (!isKind(stated, 'dict')) return schemaFrom(stated);
  return schemaFrom(dict([['type', 'object'], ...stated.entries], stated.at));
}

/** `output_schema(…)`; undefined where none is stated. */
export const outputSchemaOf = (stated: Value | undefined): JsonFragment | undefined =>
  isKind(stated, 'dict') ? inputSchemaOf(stated) : undefined;
