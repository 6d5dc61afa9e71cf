import { spellUnseen } from '../text/unseen.ts';
import { type Widening, wideningOf } from './widening.ts';

export interface Parameter {
  /** `filter.status` for a property of an object. */
  name: string;
  type: string;
  required: boolean;
  description: string | null;
  values: string[];
  initial: string | null;
  widens: Widening | null;
}

type Schema = Record<string, unknown>;

const MAX_DEPTH = 3;
const MAX_ROWS = 200;

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function variants(schema: Schema): Schema[] {
  const all = [schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return all.filter(isSchema);
}

/** A `$ref` into the same document, one step; anything else stays as it is. */
function resolve(schema: Schema, root: Schema): Schema {
  const pointer =
    typeof schema.$ref === 'string' ? /^#\/(\$defs|definitions)\/([^/]+)$/.exec(schema.$ref) : null;
  if (!pointer?.[1] || !pointer[2]) return schema;
  const shelf = root[pointer[1]];
  const target = isSchema(shelf) && Object.hasOwn(shelf, pointer[2]) ? shelf[pointer[2]] : undefined;
  return isSchema(target) ? { ...target, ...schema } : schema;
}

function typeOf(schema: Schema, root: Schema): string {
  if (schema.type === 'array' && isSchema(schema.items)) {
    return `list of ${typeOf(resolve(schema.items, root), root)}`;
  }
  if (typeof schema.type === 'string') return schema.type;
  const options = [
    ...strings(schema.type),
    ...variants(schema).map((variant) => typeOf(resolve(variant, root), root)),
  ];
  if (options.length > 0) return [...new Set(options)].join(' or ');
  return Array.isArray(schema.enum) || 'const' in schema ? 'one of a list' : 'any';
}

function show(value: unknown): string {
  return spellUnseen(typeof value === 'string' ? value : JSON.stringify(value));
}

function valuesOf(schema: Schema, root: Schema): string[] {
  if (Array.isArray(schema.enum)) return schema.enum.map(show);
  if ('const' in schema) return [show(schema.const)];
  if (isSchema(schema.items)) return valuesOf(resolve(schema.items, root), root);
  return [...new Set(variants(schema).flatMap((variant) => valuesOf(resolve(variant, root), root)))];
}

function toParameter(name: string, schema: Schema, root: Schema, required: boolean): Parameter {
  const values = valuesOf(schema, root);
  const text = typeof schema.description === 'string' ? schema.description : '';
  const type = typeOf(schema, root);
  return {
    name: spellUnseen(name),
    type,
    required,
    description: text === '' ? null : spellUnseen(text),
    values,
    initial: 'default' in schema ? show(schema.default) : null,
    widens: values.length > 0 ? null : wideningOf({ name, type, description: text, schema }),
  };
}

function collect(schema: Schema, root: Schema, prefix: string, depth: number): Parameter[] {
  if (!isSchema(schema.properties)) return [];
  const required = new Set(strings(schema.required));
  return Object.entries(schema.properties).flatMap(([key, value]) => {
    const child = resolve(isSchema(value) ? value : {}, root);
    const name = `${prefix}${key}`;
    const row = toParameter(name, child, root, required.has(key));
    const inner = isSchema(child.items) ? resolve(child.items, root) : child;
    return [row, ...(depth < MAX_DEPTH ? collect(inner, root, `${name}.`, depth + 1) : [])];
  });
}

/** The parameters of a tool as a reader wants them, nested ones after their parent; at most 200. */
export function listParameters(inputSchema: Schema): Parameter[] {
  return collect(inputSchema, inputSchema, '', 1).slice(0, MAX_ROWS);
}
