// https://docs.pydantic.dev/latest/concepts/fields/#field-constraints
import { isJsonObject, toJson } from './json.ts';
import type { Schema } from './types.ts';
import type { Instance } from './value.ts';
import { asText } from './value.ts';

const NUMERIC: ReadonlyMap<string, string> = new Map([
  ['ge', 'minimum'],
  ['gt', 'exclusiveMinimum'],
  ['le', 'maximum'],
  ['lt', 'exclusiveMaximum'],
  ['multiple_of', 'multipleOf'],
  ['pattern', 'pattern'],
  ['regex', 'pattern'],
]);

function lengthKey(name: string, schema: Schema): string | undefined {
  const unit = schema.type === 'array' ? 'Items' : schema.type === 'object' ? 'Properties' : 'Length';
  return name === 'min_length' ? `min${unit}` : name === 'max_length' ? `max${unit}` : undefined;
}

/** A schema under the limits that a field states; of alternatives, those that are not null. */
export function constrain(schema: Schema, info: Instance): Schema {
  if (Array.isArray(schema.anyOf)) {
    return {
      ...schema,
      anyOf: schema.anyOf.map((arm: unknown) =>
        isJsonObject(arm) && arm.type !== 'null' ? constrain(arm, info) : arm,
      ),
    };
  }
  const limits = [...info.attributes].flatMap(([name, value]) => {
    const key = NUMERIC.get(name) ?? lengthKey(name, schema);
    const json = key === undefined ? undefined : toJson(value);
    return key === undefined || json === undefined || json === null ? [] : [[key, json] as const];
  });
  return { ...schema, ...Object.fromEntries(limits) };
}

/** What a field says beside limits: description, title, examples, and what it adds by hand. */
export function describeField(info: Instance): Schema {
  const description = asText(info.attributes.get('description'));
  const title = asText(info.attributes.get('title'));
  const examples = toJson(info.attributes.get('examples') ?? null);
  const extra = toJson(info.attributes.get('json_schema_extra') ?? null);
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(Array.isArray(examples) && { examples }),
    ...(isJsonObject(extra) && extra),
  };
}
