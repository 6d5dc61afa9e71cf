import type { ClassifierInput } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import { isObject, type Root, type Shape, shapesOf, typesOf } from '../json-schema.ts';
import { readDocstring } from './docstring.ts';
import { type Field, field } from './field.ts';

/** Values that an argument is chosen from, and where and how the schema lists them. */
interface Choices {
  path: string;
  json: string;
  values: readonly string[];
}

/** One argument: what its schema says of it, in any of its alternatives. `cite` shows its name. */
export interface Parameter {
  name: string;
  /** The JSON types that it may have; empty where the schema does not say. */
  types: ReadonlySet<string>;
  description: Field | undefined;
  /** Its description, or what the tool's own description has in its list of arguments. */
  about: Field | undefined;
  choices: readonly Choices[];
  /** All of the choices. */
  values: readonly string[];
  default: unknown;
  isRequired: boolean;
  cite: Span;
}

/** On or off, in whatever type. */
export const isSwitch = ({ types, values, default: unasked }: Parameter) =>
  types.has('boolean') ||
  /^(?:true|false)$/i.test(String(unasked)) ||
  (values.length === 2 && values.every((value) => /^(?:true|false|yes|no|on|off|0|1)$/i.test(value)));

/** `webhookUrl` as `webhook_url`. */
export const snake = (name: string) => name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();

/** A list of named arguments and the dotted path at which it stands in the definition. */
interface Arguments {
  path: string;
  properties: Record<string, unknown>;
  required: readonly unknown[];
}

/** A parameter's name is cited in the JSON text of the list it stands in. */
function nameSpan(path: string, json: string, name: string): Span {
  const key = JSON.stringify(name);
  const start = json.indexOf(`${key}:`) + 1;
  return { field: path, start, end: start + key.length - 2, quote: key.slice(1, -1) };
}

/** A path with a key that a dot would split cannot be cited by words. */
const isCitable = (path: string) => /^[\w$-]+(?:\.[\w$-]+)*$/.test(path);

/** The lists of an argument, or of the things that it is a list of; one with a number in it is none of words. */
function choicesOf({ schema, path }: Shape): Choices[] {
  const lists = [
    { path: `${path}.enum`, list: schema.enum },
    ...(isObject(schema.items) ? [{ path: `${path}.items.enum`, list: schema.items.enum }] : []),
  ];
  return lists.flatMap(({ path, list }) =>
    Array.isArray(list)
      ? [{ path, json: JSON.stringify(list), values: list.filter((value) => typeof value === 'string') }]
      : [],
  );
}

const isNull = ({ schema }: Shape) => schema.type === 'null';

function parameter(
  name: string,
  shapes: readonly Shape[],
  { path, required }: Arguments,
  json: string,
): Parameter {
  const told = shapes.find(({ schema }) => typeof schema.description === 'string');
  const choices = shapes.filter((shape) => isCitable(shape.path)).flatMap(choicesOf);
  const description =
    told && isCitable(told.path)
      ? field(`${told.path}.description`, String(told.schema.description))
      : undefined;
  return {
    name,
    types: new Set(shapes.filter((shape) => !isNull(shape)).flatMap(({ schema }) => typesOf(schema))),
    description,
    about: description,
    choices,
    values: choices.flatMap(({ values }) => values),
    default: shapes.map(({ schema }) => schema.default).find((value) => value !== undefined),
    isRequired: required.includes(name),
    cite: nameSpan(path, json, name),
  };
}

function parametersOf(given: Arguments, root: Root): Parameter[] {
  const json = JSON.stringify(given.properties);
  return Object.entries(given.properties).map(([name, schema]) =>
    parameter(name, isObject(schema) ? shapesOf(argumentAt(given, name, schema), root) : [], given, json),
  );
}

const argumentAt = ({ path }: Arguments, name: string, schema: Record<string, unknown>): Shape => ({
  schema,
  path: `${path}.${name}`,
});

function argumentsAt({ schema, path }: Shape): Arguments[] {
  if (!isObject(schema.properties)) return [];
  const required = Array.isArray(schema.required) ? schema.required : [];
  return [{ path: `${path}.properties`, properties: schema.properties, required }];
}

/** More arguments than this, and an object among them is one of them, not what wraps them. */
const MAX_BESIDE = 2;

/** The fields of an argument that is an object, in any of its alternatives. */
function wrappedIn(given: Arguments, root: Root): Arguments[] {
  const entries = Object.entries(given.properties);
  if (entries.length > MAX_BESIDE) return [];
  return entries.flatMap(([name, schema]) =>
    isObject(schema) && isCitable(name)
      ? shapesOf(argumentAt(given, name, schema), root).flatMap(argumentsAt)
      : [],
  );
}

/**
 * The arguments of a tool, in the schema's order, and after them those that one object wraps where it takes (nearly) all of them;
 * empty when there is no schema.
 */
export function readParameters(schema: ClassifierInput['inputSchema'], prose?: Field): Parameter[] {
  if (!isObject(schema)) return [];
  const root = { schema, path: 'inputSchema' };
  const parameters = argumentsAt(root).flatMap((top) =>
    [top, ...wrappedIn(top, root)].flatMap((given) => parametersOf(given, root)),
  );
  return toldInProse(parameters, prose);
}

function toldInProse(parameters: Parameter[], prose: Field | undefined): Parameter[] {
  const silent = parameters.filter(({ description }) => description === undefined);
  const told = readDocstring(
    prose,
    silent.map(({ name }) => name),
  );
  return told.size === 0
    ? parameters
    : parameters.map((one) => (one.about === undefined ? { ...one, about: told.get(one.name) } : one));
}
