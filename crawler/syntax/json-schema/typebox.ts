// https://github.com/sinclairzx81/typebox: JSON Schema made by functions; the last argument's members are the schema's own.
import { toJson } from '../javascript/convert.ts';
import { native, objectOf, type Value } from '../javascript/value.ts';
import type { JsonFragment } from './fragment.ts';
import { makeSchema, schemaOf } from './zod-types.ts';

/** TypeBox's constructors by the name of the one that declares the same, and which argument holds the options. */
const CONSTRUCTORS: [name: string, same: string, options: number][] = [
  ['String', 'string', 0],
  ['Number', 'number', 0],
  ['Integer', 'int', 0],
  ['Boolean', 'boolean', 0],
  ['Null', 'null', 0],
  ['Any', 'never', 0],
  ['Unknown', 'never', 0],
  ['Object', 'object', 1],
  ['Array', 'array', 1],
  ['Union', 'union', 1],
  ['Literal', 'literal', 1],
  ['Enum', 'enum', 1],
  ['Record', 'record', 2],
  ['Tuple', 'tuple', 1],
  ['Optional', 'optional', 1],
];

function make(same: string, options: number, args: readonly Value[]): JsonFragment | undefined {
  const made = makeSchema(same, args.slice(0, options));
  const { value } = args[options] ? toJson(args[options]) : { value: undefined };
  const own = typeof value === 'object' && value !== null ? value : {};
  if (!made) return undefined;
  const { additionalProperties, not: _nothing, ...json } = made.json;
  const kept = same === 'record' ? { additionalProperties } : {};
  return { ...made, json: { ...json, ...kept, ...own } };
}

/** The module `@sinclair/typebox`. */
export function createTypebox(): Value {
  const constructors = CONSTRUCTORS.map(([name, same, options]): [string, Value] => [
    name,
    native(`Type.${name}`, (args) => {
      const made = make(same, options, args);
      return made ? schemaOf(made) : objectOf([]);
    }),
  ]);
  const type = objectOf(constructors);
  type.open = true;
  return objectOf([
    ['Type', type],
    ['t', type],
    ['default', type],
  ]);
}
