// https://valibot.dev/api: the library itself makes the schemas, of what the program gives it as data. Nothing is parsed with them and no
// function of the program is handed to it, so that JSON Schema comes out as https://www.npmjs.com/package/@valibot/to-json-schema has it.
import { toJsonSchema } from '@valibot/to-json-schema';
import * as valibot from 'valibot';
import { likeliest } from '../javascript/choice.ts';
import { toJson } from '../javascript/convert.ts';
import { native, objectOf, type SchemaValue, unknown, type Value } from '../javascript/value.ts';
import { fragment, type JsonFragment, UNREAD } from './fragment.ts';

/** What makes schemas, and schemas of schemas. Parsers and what changes the library for everybody are not among them. */
const MAKERS =
  `any array bigint blob boolean custom date enum enum_ exactOptional fallback file function function_ instance intersect
  keyof literal looseObject looseTuple map nan never nonNullable nonNullish nonOptional null null_ nullable nullish number object
  objectWithRest omit optional partial pick picklist pipe promise record required set strictObject strictTuple string symbol tuple
  tupleWithRest undefined undefined_ undefinedable union unknown variant void void_ config message`.split(
    /\s+/,
  );
/** What a pipe says of its schema, as far as JSON Schema has words for it. */
const ACTIONS =
  `base64 bic cuid2 decimal description digits domain email emoji empty endsWith entries examples gtValue hash hexadecimal
  hexColor includes integer ipv4 ipv6 isoDate isoDateTime isoTime isoTimeSecond isoTimestamp isoWeek isrc jwsCompact ksuid length ltValue
  mac mac48 mac64 maxEntries maxLength maxValue metadata minEntries minLength minValue multipleOf nanoid nonEmpty notValue notValues octal
  regex rfcEmail safeInteger slug startsWith title ulid url uuid value values`.split(/\s+/);
/** What it does beyond that. */
const SILENT =
  `brand bytes check checkItems codePoints creditCard everyItem excludes filterItems findItem finite flavor forward graphemes
  guard imei ip isbn mapItems maxBytes maxCodePoints maxGraphemes maxSize maxWords mimeType minBytes minCodePoints minGraphemes minSize
  minWords normalize notBytes notCodePoints notEntries notGraphemes notLength notSize notWords parseBoolean parseJson partialCheck rawCheck
  rawTransform readonly reduceItems returns size someItem sortItems stringifyJson toBigint toBoolean toCamelCase toDate toKebabCase
  toLowerCase toMaxValue toMinValue toNumber toPascalCase toSnakeCase toString toUpperCase transform trim trimEnd trimStart
  words`.split(/\s+/);
/** Whose last argument is no message. */
const ALL_NEEDED = /^(?:description|title|metadata|examples|partial|pick|omit)$/;
/** Nothing that a server declares is deeper; a cycle ends here. */
const MAX_DEPTH = 24;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isSchema = (value: unknown): value is valibot.GenericSchema =>
  isObject(value) && 'kind' in value && value.kind === 'schema';

/** The library's own schemas and actions behind the values that stand for them. */
interface Made {
  schemas: WeakMap<JsonFragment, valibot.GenericSchema>;
  actions: WeakMap<Value, object>;
  invoke(callee: Value): Value;
}

/** An argument as the library takes it, and whether all of it was known. */
interface Given {
  value: unknown;
  whole: boolean;
}

const UNKNOWN: Given = { value: valibot.any(), whole: false };

function toPattern(source: string, flags: string): Given {
  try {
    return { value: new RegExp(source, flags), whole: true };
  } catch (error) {
    if (error instanceof SyntaxError) return UNKNOWN;
    throw error;
  }
}

function toMembers(
  entries: Iterable<readonly [string, Value]>,
  open: boolean,
  made: Made,
  depth: number,
): Given {
  const members = [...entries]
    .filter(([key]) => key !== '__proto__')
    .map(([key, member]) => [key, toGiven(member, made, depth + 1)] as const);
  return {
    value: Object.fromEntries(members.map(([key, { value }]) => [key, value])),
    whole: !open && members.every(([, { whole }]) => whole),
  };
}

function toGiven(given: Value, made: Made, depth = 0): Given {
  const value = likeliest(given);
  const action = made.actions.get(value);
  if (action) return { value: action, whole: true };
  if (depth > MAX_DEPTH) return UNKNOWN;
  switch (value.kind) {
    case 'schema':
      return { value: made.schemas.get(value.schema) ?? UNKNOWN.value, whole: value.schema.complete };
    case 'primitive':
      return { value: value.value, whole: true };
    case 'array': {
      const elements = value.elements.map((element) => toGiven(element, made, depth + 1));
      const whole = !value.partial && elements.every((element) => element.whole);
      return { value: elements.map((element) => element.value), whole };
    }
    case 'object':
      return toMembers(value.properties, value.open, made, depth);
    case 'pattern':
      return toPattern(value.source, value.flags);
    case 'function':
    case 'native':
      return { value: () => toJson(made.invoke(value)).value, whole: true };
    default:
      return UNKNOWN;
  }
}

const OPTIONAL = /^(?:optional|nullish|exact_optional)$/;

/** A schema of the library as the values of a program have it. */
function toSchema(schema: valibot.GenericSchema, complete: boolean, made: Made): SchemaValue {
  const { $schema: _dialect, ...json } = toJsonSchema(schema, { errorMode: 'ignore' });
  const entries = 'entries' in schema && isObject(schema.entries) ? Object.entries(schema.entries) : [];
  const shape = new Map(
    entries.flatMap(([key, entry]) => (isSchema(entry) ? [[key, toSchema(entry, true, made).schema]] : [])),
  );
  const read = fragment(
    { ...json },
    {
      complete,
      optional: OPTIONAL.test(schema.type),
      shape: 'entries' in schema && schema.type.endsWith('object') ? shape : null,
    },
  );
  made.schemas.set(read, schema);
  return { kind: 'schema', schema: read };
}

/** Calls a function of the library. Arguments that it cannot take make a schema that is not known. */
function apply(name: string, args: readonly Given[]): unknown {
  const make: unknown = Reflect.get(valibot, name);
  if (typeof make !== 'function') return undefined;
  try {
    return Reflect.apply(
      make,
      undefined,
      args.map(({ value }) => value),
    );
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The arguments that have to be known: the last of most is a message. */
function listNeeded(name: string, args: readonly Given[]): readonly Given[] {
  const make: unknown = Reflect.get(valibot, name);
  if (name === 'pipe' || typeof make !== 'function') return args;
  return args.slice(0, ALL_NEEDED.test(name) ? make.length : make.length - 1);
}

function createMaker(name: string, made: Made): Value {
  return native(`v.${name}`, (values) => {
    const args = values.map((value) => toGiven(value, made));
    const schema = apply(name, args);
    const complete = listNeeded(name, args).every(({ whole }) => whole);
    return isSchema(schema) ? toSchema(schema, complete, made) : { kind: 'schema', schema: UNREAD };
  });
}

function createAction(name: string, made: Made): Value {
  return native(`v.${name}`, (values) => {
    const args = values.map((value) => toGiven(value, made));
    const action = listNeeded(name, args).every(({ whole }) => whole) ? apply(name, args) : undefined;
    return isObject(action) ? standFor(action, made) : unknown('action computed');
  });
}

function standFor(action: object, made: Made): Value {
  const value = objectOf([]);
  made.actions.set(value, action);
  return value;
}

/** `v.lazy(() => schema)`: read at once; what it holds of itself is anything. */
function createLazy(made: Made): Value {
  return native('v.lazy', ([getter]) => {
    const schema = getter && likeliest(made.invoke(getter));
    return schema?.kind === 'schema' ? schema : unknown('lazy schema');
  });
}

/** The module `valibot`. */
export function createValibot(invoke: (callee: Value) => Value): Value {
  const made: Made = { schemas: new WeakMap(), actions: new WeakMap(), invoke };
  const v = objectOf([
    ...MAKERS.map((name): [string, Value] => [name, createMaker(name, made)]),
    ...ACTIONS.map((name): [string, Value] => [name, createAction(name, made)]),
    ...SILENT.map((name): [string, Value] => [name, native(`v.${name}`, () => standFor({}, made))]),
    ['lazy', createLazy(made)],
  ]);
  v.open = true;
  for (const name of ['v', 'default']) v.properties.set(name, v);
  return v;
}
