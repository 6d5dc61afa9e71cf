// What zod's constructors declare, in the words of JSON Schema, as a client of the SDK sees them: https://zod.dev/api and https://zod.dev/json-schema
import { alternatives, likeliest } from '../javascript/choice.ts';
import { toJson } from '../javascript/convert.ts';
import {
  type ChoiceValue,
  native,
  objectOf,
  type SchemaValue,
  unknown,
  type Value,
} from '../javascript/value.ts';
import { convertedSchema } from './converted.ts';
import { fragment, type JsonFragment, UNREAD } from './fragment.ts';

export const schemaOf = (schema: JsonFragment): SchemaValue => ({ kind: 'schema', schema });

/** The schema that a value declares; unread where it is none. */
export function fragmentOf(value: Value | undefined): JsonFragment {
  const likely = value && likeliest(value);
  return likely?.kind === 'schema' ? likely.schema : UNREAD;
}

/** The members of an object literal of schemas. One that may be missing counts, but is not required. */
export function shapeOf(value: Value | undefined): { shape: Map<string, JsonFragment>; complete: boolean } {
  const shape = new Map<string, JsonFragment>();
  const likely = value && (alternatives(value)[0]?.value ?? value);
  if (likely?.kind !== 'object') return { shape, complete: value === undefined };
  for (const [key, member] of likely.properties) {
    const [known] = alternatives(member);
    const read = fragmentOf(known?.value);
    shape.set(key, member.kind === 'choice' && isOptional(member) ? { ...read, optional: true } : read);
  }
  return { shape, complete: !likely.open };
}

/** Whether a member is only there when something is configured. */
function isOptional({ options, flag }: ChoiceValue): boolean {
  const [first] = options;
  return options.length === 1 ? flag !== null : first?.kind === 'primitive' && first.value == null;
}

/** An object schema over its members. */
export function objectFragment(shape: ReadonlyMap<string, JsonFragment>, complete: boolean): JsonFragment {
  const entries = [...shape].filter(([key]) => key !== '__proto__');
  const required = entries.filter(([, member]) => !member.optional).map(([key]) => key);
  const json = {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, member]) => [key, member.json])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
  return fragment(json, { shape, complete: complete && entries.every(([, member]) => member.complete) });
}

type Constructor = (args: readonly Value[]) => JsonFragment;

/** The `{description, message}` that many constructors take last. */
function describeFrom(args: readonly Value[], made: JsonFragment): JsonFragment {
  const last = args.at(-1);
  const description = last?.kind === 'object' ? last.properties.get('description') : undefined;
  const text = description && likeliest(description);
  if (text?.kind !== 'primitive' || typeof text.value !== 'string') return made;
  return { ...made, json: { ...made.json, description: text.value } };
}

const plain =
  (json: Record<string, unknown>, optional = false): Constructor =>
  (args) =>
    describeFrom(args, fragment({ ...json }, { optional }));

const object: Constructor = ([members]) => {
  const { shape, complete } = shapeOf(members);
  return objectFragment(shape, complete);
};

const looseObject: Constructor = (args) => {
  const made = object(args);
  return { ...made, json: { ...made.json, additionalProperties: true } };
};

const array: Constructor = ([element]) => {
  const inner = fragmentOf(element);
  return fragment({ type: 'array', items: inner.json }, { inner, complete: inner.complete });
};

const typeName = (value: unknown) => (value === null ? 'null' : typeof value);

/** A list of constants: their common type, and the constants. */
function enumeration(values: readonly unknown[], complete: boolean): JsonFragment {
  const types = [...new Set(values.map(typeName))];
  const type = types.length === 1 ? types[0] : types;
  return fragment({ ...(types.length > 0 ? { type } : {}), enum: [...values] }, { complete });
}

const enumOf: Constructor = ([values]) => {
  const json = values ? toJson(values) : { value: undefined, complete: false };
  if (Array.isArray(json.value)) return enumeration(json.value, json.complete);
  const isRecord = typeof json.value === 'object' && json.value !== null;
  return enumeration(isRecord ? Object.values(json.value ?? {}) : [], json.complete && isRecord);
};

const literal: Constructor = ([value]) => {
  const json = value ? toJson(value) : { value: undefined, complete: false };
  if (Array.isArray(json.value)) return enumeration(json.value, json.complete);
  if (json.value === undefined) return UNREAD;
  return fragment({ type: typeName(json.value), const: json.value }, { complete: json.complete });
};

/** Alternatives. Constants become one list, plain types one `type`, everything else `anyOf`. */
export function unionOf(members: readonly JsonFragment[]): JsonFragment {
  const complete = members.every((member) => member.complete);
  const optional = members.some((member) => member.optional);
  const types = members.map((member) =>
    Object.keys(member.json).join() === 'type' ? member.json.type : null,
  );
  if (types.every((type) => typeof type === 'string'))
    return fragment({ type: [...new Set(types)] }, { complete, optional });
  if (members.length > 0 && members.every((member) => Object.keys(member.json).join() === 'type,const')) {
    return {
      ...enumeration(
        members.map((member) => member.json.const),
        complete,
      ),
      optional,
    };
  }
  return fragment({ anyOf: members.map((member) => member.json) }, { complete, optional });
}

function listMembers(value: Value | undefined): JsonFragment[] {
  return value?.kind === 'array' ? value.elements.map(fragmentOf) : [UNREAD];
}

const union: Constructor = ([members]) => unionOf(listMembers(members));
const discriminated: Constructor = ([, members]) => {
  const all = listMembers(members);
  return fragment({ anyOf: all.map((each) => each.json) }, { complete: all.every((each) => each.complete) });
};

const intersection: Constructor = ([left, right]) => {
  const both = [fragmentOf(left), fragmentOf(right)];
  return fragment(
    { allOf: both.map((each) => each.json) },
    { complete: both.every((each) => each.complete) },
  );
};

const record: Constructor = (args) => {
  const value = fragmentOf(args.at(-1));
  return fragment({ type: 'object', additionalProperties: value.json }, { complete: value.complete });
};

const tuple: Constructor = ([members]) => {
  const items = listMembers(members);
  const { length } = items;
  return fragment(
    { type: 'array', minItems: length, maxItems: length, items: items.map((item) => item.json) },
    { complete: items.every((item) => item.complete) },
  );
};

const pass =
  (index: number): Constructor =>
  (args) =>
    fragmentOf(args[index]);

const optional: Constructor = ([inner]) => ({
  ...fragmentOf(inner),
  optional: true,
  inner: fragmentOf(inner),
});

export function nullable(inner: JsonFragment): JsonFragment {
  const { type } = inner.json;
  const simple = typeof type === 'string' && !('enum' in inner.json) && !('const' in inner.json);
  const json = simple ? { ...inner.json, type: [type, 'null'] } : { anyOf: [inner.json, { type: 'null' }] };
  return { ...inner, json, inner };
}

const text = (format: string) => plain({ type: 'string', format });

/** zod's constructors by name. Formats stand at the top level in zod 4, and under `iso`. */
const CONSTRUCTORS = new Map<string, Constructor>([
  ['string', plain({ type: 'string' })],
  ['number', plain({ type: 'number' })],
  ['int', plain({ type: 'integer' })],
  ['int32', plain({ type: 'integer' })],
  ['float64', plain({ type: 'number' })],
  ['bigint', plain({ type: 'integer', format: 'int64' })],
  ['boolean', plain({ type: 'boolean' })],
  ['stringbool', plain({ type: 'string' })],
  ['date', plain({ type: 'string', format: 'date-time' })],
  ['null', plain({ type: 'null' })],
  ['any', plain({}, true)],
  ['unknown', plain({}, true)],
  ['undefined', plain({ not: {} }, true)],
  ['void', plain({ not: {} }, true)],
  ['never', plain({ not: {} })],
  ['custom', plain({}, true)],
  ['instanceof', plain({}, true)],
  ['json', plain({}, true)],
  ['email', text('email')],
  ['url', text('uri')],
  ['uuid', text('uuid')],
  ['guid', text('uuid')],
  ['datetime', text('date-time')],
  ['time', text('time')],
  ['ipv4', text('ipv4')],
  ['ipv6', text('ipv6')],
  ['object', object],
  ['strictObject', object],
  ['interface', object],
  ['looseObject', looseObject],
  ['array', array],
  ['set', (args) => ({ ...array(args), json: { ...array(args).json, uniqueItems: true } })],
  ['enum', enumOf],
  ['nativeEnum', enumOf],
  ['literal', literal],
  ['union', union],
  ['discriminatedUnion', discriminated],
  ['intersection', intersection],
  ['record', record],
  ['partialRecord', record],
  ['map', record],
  ['tuple', tuple],
  ['optional', optional],
  ['nullable', ([inner]) => nullable(fragmentOf(inner))],
  ['nullish', ([inner]) => ({ ...nullable(fragmentOf(inner)), optional: true })],
  ['preprocess', pass(1)],
  ['transform', plain({}, true)],
  ['effect', pass(0)],
  ['pipe', pass(0)],
  ['promise', pass(0)],
]);

/** What the constructor of a name makes of its arguments; undefined where zod has none of that name. */
export const makeSchema = (name: string, args: readonly Value[]): JsonFragment | undefined =>
  CONSTRUCTORS.get(name)?.(args);

const NAMESPACES = ['coerce', 'iso'] as const;

/** What accepts anything may be left out in the third generation; the fourth wants its key to be there. */
const ANYTHING = /^(any|unknown|custom|instanceof|json)$/;

function listConstructors(generation: Generation): [string, Value][] {
  return [...CONSTRUCTORS].map(([name, make]) => {
    const required = generation === 4 && ANYTHING.test(name);
    const call = (args: readonly Value[]) =>
      schemaOf(required ? { ...make(args), optional: false } : make(args));
    return [name, native(`z.${name}`, call)];
  });
}

/** Major versions of zod that differ in what they call required: https://zod.dev/v4/changelog */
export type Generation = 3 | 4;

/** `z.lazy(() => schema)`: read once; the schema inside itself is anything. */
function lazy(invoke: (callee: Value) => Value): Value {
  let running = 0;
  return native('z.lazy', ([getter]) => {
    if (!getter || running > 2) return schemaOf(fragment({}));
    running++;
    const made = invoke(getter);
    running--;
    return made.kind === 'schema' ? made : unknown('lazy schema');
  });
}

/** The module `zod`, under every name by which programs import it. */
export function createZod(generation: Generation, invoke: (callee: Value) => Value): Value {
  const constructors = listConstructors(generation);
  const z = objectOf([...constructors, ['lazy', lazy(invoke)]]);
  for (const name of NAMESPACES) z.properties.set(name, objectOf(constructors));
  z.properties.set(
    'toJSONSchema',
    native('z.toJSONSchema', ([schema, options]) => fromSchema(schema, options)),
  );
  z.open = true;
  for (const name of ['z', 'default', 'zod']) z.properties.set(name, z);
  return z;
}

/** The schema of what parsing gives, unless that of what it takes is asked for: https://zod.dev/json-schema#io */
function fromSchema(schema: Value | undefined, options: Value | undefined): Value {
  const io = options?.kind === 'object' ? options.properties.get('io') : undefined;
  const ofInput = io?.kind === 'primitive' && io.value === 'input';
  if (schema?.kind !== 'schema') return schema ?? unknown('no schema');
  return convertedSchema(ofInput ? schema.schema : outputOf(schema.schema));
}

/** A default is always there when all is parsed. */
function outputOf(input: JsonFragment): JsonFragment {
  if (!input.shape) return input;
  const members = [...input.shape].map(([key, member]): [string, JsonFragment] => {
    const given = member.optional && 'default' in member.json;
    return [key, given ? { ...outputOf(member), optional: false } : outputOf(member)];
  });
  const made = objectFragment(new Map(members), input.complete);
  return { ...input, json: { ...input.json, ...made.json } };
}
