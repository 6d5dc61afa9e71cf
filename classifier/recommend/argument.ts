import type { JsonSchema } from '#data/schema/tool.ts';
import { isObject, listed, shapesOf, typesOf } from '../json-schema.ts';

/** One argument of a tool, at any depth that a condition's path can reach. */
export interface Argument {
  /** `args.<field>…` */
  path: string;
  name: string;
  /** The name in lower-case words: `baseUrl` → base, url. */
  words: readonly string[];
  /** JSON types that the schema admits; empty where it does not say. */
  types: ReadonlySet<string>;
  /** Values the schema enumerates; empty where any is admitted. */
  values: readonly unknown[];
  isRequired: boolean;
  /** The parts of the schema that describe this argument, such as the members of an anyOf. */
  shapes: readonly JsonSchema[];
}

const MAX_DEPTH = 4;
const MAX_ARGUMENTS = 200;

export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Conditions name arguments by their own paths: where the schema describes them does not matter. */
const schemasOf = (shape: unknown, root: JsonSchema): JsonSchema[] =>
  isObject(shape)
    ? shapesOf({ schema: shape, path: '' }, { schema: root, path: '' }).map(({ schema }) => schema)
    : [];

function readArgument(shapes: readonly JsonSchema[], path: string, isRequired: boolean): Argument {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const values = shapes.flatMap((shape) => [...listed(shape.enum), ...listed(shape.const)]);
  return {
    path,
    name,
    words: wordsOf(name),
    types: new Set(shapes.flatMap(typesOf)),
    values,
    isRequired,
    shapes,
  };
}

function childrenOf(parent: Argument, root: JsonSchema): Argument[] {
  const required = new Set(parent.shapes.flatMap((shape) => listed(shape.required)));
  return parent.shapes
    .flatMap((shape) => (isObject(shape.properties) ? Object.entries(shape.properties) : []))
    .filter(([name]) => /^[^.]+$/.test(name))
    .slice(0, MAX_ARGUMENTS)
    .map(([name, shape]) =>
      readArgument(schemasOf(shape, root), `${parent.path}.${name}`, required.has(name)),
    );
}

/**
 * The arguments a condition can name, outer ones first, each in the schema's order. Elements of arrays and names with a dot are out of
 * reach of a path and left out, as is what lies beyond the limits of this file; empty without a schema.
 */
export function readArguments(schema: JsonSchema | undefined): Argument[] {
  if (schema === undefined) return [];
  const byPath = new Map<string, Argument>();
  const queue = [readArgument(schemasOf(schema, schema), 'args', true)];
  for (const parent of queue) {
    if (byPath.size >= MAX_ARGUMENTS) break;
    const added = childrenOf(parent, schema).filter(({ path }) => !byPath.has(path));
    for (const argument of added) byPath.set(argument.path, argument);
    queue.push(...added.filter(({ path }) => path.split('.').length <= MAX_DEPTH));
  }
  return [...byPath.values()].slice(0, MAX_ARGUMENTS);
}

/** Whether the argument may have this type: stated, or not said at all. */
export const admits = ({ types }: Argument, type: string) => types.size === 0 || types.has(type);

/** What the author says of the argument, in lower case. */
export function descriptionOf({ shapes }: Argument): string {
  return shapes
    .flatMap((shape) => [shape.title, shape.description].filter((text) => typeof text === 'string'))
    .join(' ')
    .toLowerCase();
}

/** A number that the schema states under this keyword, such as `maximum`. */
export function statedNumber({ shapes }: Argument, keyword: string): number | undefined {
  return shapes.map((shape) => shape[keyword]).find((value) => typeof value === 'number');
}

/** The default that the schema states; undefined where it states none. */
export function statedDefault({ shapes }: Argument): unknown {
  return shapes.map((shape) => shape.default).find((value) => value !== undefined);
}
