import type { JsonSchema } from '#data/schema/tool.ts';

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A part of a schema that describes one thing, and the dotted path at which it stands. */
export interface Shape {
  schema: JsonSchema;
  path: string;
}

const MAX_SHAPES = 30;
const COMBINATORS = ['anyOf', 'oneOf', 'allOf'] as const;

/** The whole schema that references point into. */
export interface Root {
  schema: JsonSchema;
  path: string;
}

/** Where a reference into the same document leads; the shape itself where it refers to nothing, undefined where to nowhere. */
function resolve({ schema, path }: Shape, root: Root): Shape | undefined {
  if (typeof schema.$ref !== 'string' || !schema.$ref.startsWith('#/')) return { schema, path };
  const keys = schema.$ref.slice(2).split('/');
  const found = keys.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root.schema,
  );
  return isObject(found) ? { schema: found, path: [root.path, ...keys].join('.') } : undefined;
}

const membersOf = ({ schema, path }: Shape): Shape[] =>
  COMBINATORS.flatMap((key) => {
    const members = schema[key];
    return Array.isArray(members)
      ? members
          .slice(0, MAX_SHAPES)
          .flatMap((member, i) => (isObject(member) ? [{ schema: member, path: `${path}.${key}.${i}` }] : []))
      : [];
  });

/** A schema and the members of its combinators, references of the same document resolved; the first of them where there are very many. */
export function shapesOf(shape: Shape, root: Root): Shape[] {
  const found: Shape[] = [];
  const queue = [shape];
  for (const next of queue) {
    if (found.length >= MAX_SHAPES) break;
    const resolved = resolve(next, root);
    if (resolved === undefined) continue;
    found.push(resolved);
    if (resolved.schema !== next.schema) found.push(next);
    queue.push(...membersOf(resolved));
  }
  return found;
}

/** One value or a list of them as a list; none is an empty one. */
export function listed(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** What `type` says, and what keywords for objects and arrays imply where it is left out. */
export function typesOf(schema: JsonSchema): string[] {
  const stated = listed(schema.type).filter((type) => typeof type === 'string');
  if (stated.length > 0) return stated;
  return [
    ...(isObject(schema.properties) ? ['object'] : []),
    ...(schema.items === undefined ? [] : ['array']),
  ];
}
