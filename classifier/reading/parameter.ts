import type { ClassifierInput } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import { type Field, field, isObject } from './field.ts';

/** One top-level argument: what its schema says of it. `cite` shows its name. */
export interface Parameter {
  name: string;
  type: string | undefined;
  description: Field | undefined;
  values: readonly string[];
  default: unknown;
  isRequired: boolean;
  cite: Span;
}

/** A parameter's name is cited in the JSON text of `inputSchema.properties`. */
function nameSpan(json: string, name: string): Span {
  const key = JSON.stringify(name);
  const start = json.indexOf(`${key}:`) + 1;
  return { field: 'inputSchema.properties', start, end: start + key.length - 2, quote: key.slice(1, -1) };
}

/** A path that a dot would split into other keys cannot be cited by words. */
const isCitable = (name: string) => /^[\w-]+$/.test(name);

function parameter(name: string, schema: unknown, json: string, required: readonly unknown[]): Parameter {
  const shape = isObject(schema) ? schema : {};
  const path = `inputSchema.properties.${name}.description`;
  const items = isObject(shape.items) ? shape.items : {};
  const values = [shape.enum, items.enum].flatMap((list) => (Array.isArray(list) ? list : []));
  return {
    name,
    type: typeof shape.type === 'string' ? shape.type : undefined,
    description:
      typeof shape.description === 'string' && isCitable(name) ? field(path, shape.description) : undefined,
    values: values.filter((value) => typeof value === 'string'),
    default: shape.default,
    isRequired: required.includes(name),
    cite: nameSpan(json, name),
  };
}

/** The top-level arguments of a tool, in the schema's order; empty when there is no schema. */
export function readParameters(schema: ClassifierInput['inputSchema']): Parameter[] {
  const properties = schema?.properties;
  if (!isObject(properties)) return [];
  const json = JSON.stringify(properties);
  const required = Array.isArray(schema?.required) ? schema.required : [];
  return Object.entries(properties).map(([name, shape]) => parameter(name, shape, json, required));
}
