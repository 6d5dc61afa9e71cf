// zod as it stands in a bundle, where its names may be gone: what its constructors are given tells what they make.
// https://github.com/colinhacks/zod/blob/main/packages/zod/src/v4/core/schemas.ts and …/v3/types.ts
import { likeliest } from '../javascript/choice.ts';
import { toJson } from '../javascript/convert.ts';
import { asString, native, type ObjectValue, objectOf, type Value } from '../javascript/value.ts';
import { fragment, type JsonFragment, UNREAD } from './fragment.ts';
import { fragmentOf, makeSchema, nullable, objectFragment, schemaOf, shapeOf, unionOf } from './zod-types.ts';

/** Reads a member of an object of the program, getters run. */
export interface Reader {
  member(value: Value, key: string): Value;
  invoke(callee: Value): Value;
}

/** The name of a type as the second generation says it: `ZodDiscriminatedUnion` → `discriminatedUnion`. */
const typeOf = (name: string): string => {
  const plain = name.replace(/^\$?Zod/, '');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
};

const WRAPPERS = new Set([
  'optional',
  'default',
  'prefault',
  'catch',
  'nullable',
  'readonly',
  'branded',
  'nonOptional',
  'effects',
  'pipe',
  'pipeline',
  'promise',
  'lazy',
]);

function readShape(definition: Value, reader: Reader): JsonFragment {
  const shape = reader.member(definition, 'shape');
  const members = shape.kind === 'function' || shape.kind === 'native' ? reader.invoke(shape) : shape;
  const read = members.kind === 'object' ? resolveMembers(members, reader) : members;
  const made = shapeOf(read);
  return objectFragment(made.shape, made.complete);
}

const resolveMembers = (object: ObjectValue, reader: Reader): ObjectValue => ({
  ...object,
  properties: new Map([...object.properties.keys()].map((key) => [key, reader.member(object, key)])),
});

function readWrapper(type: string, definition: Value, reader: Reader): JsonFragment {
  const member = ['innerType', 'schema', 'in', 'type', 'getter']
    .map((key) => reader.member(definition, key))
    .find((value) => value.kind === 'schema' || value.kind === 'function');
  const inner = fragmentOf(member?.kind === 'function' ? reader.invoke(member) : member);
  if (type === 'nullable') return nullable(inner);
  if (type === 'optional') return { ...inner, optional: true, inner };
  if (type !== 'default' && type !== 'prefault' && type !== 'catch') return inner;
  const given = reader.member(definition, 'defaultValue');
  const value = toJson(given.kind === 'function' ? reader.invoke(given) : given).value;
  return {
    ...inner,
    json: value === undefined ? inner.json : { ...inner.json, default: value },
    optional: true,
    inner,
  };
}

/** The members that hold what the constructor of the same name takes. */
const ARGUMENTS = new Map([
  ['array', ['element', 'type']],
  ['set', ['valueType']],
  ['enum', ['entries', 'values']],
  ['nativeEnum', ['values']],
  ['literal', ['values', 'value']],
  ['record', ['valueType']],
  ['map', ['valueType']],
  ['tuple', ['items']],
]);

const isNothing = (value: Value) => value.kind === 'primitive' && value.value === undefined;

function readConstructed(type: string, definition: Value, reader: Reader): JsonFragment {
  const keys = ARGUMENTS.get(type) ?? [];
  const [first] = keys.map((key) => reader.member(definition, key)).filter((value) => !isNothing(value));
  return makeSchema(type, first ? [first] : []) ?? UNREAD;
}

function readUnion(definition: Value, reader: Reader): JsonFragment {
  const options = reader.member(definition, 'options');
  return options.kind === 'array' ? unionOf(options.elements.map(fragmentOf)) : UNREAD;
}

/** What a definition declares. The first generation names its type in `typeName`, the second in `type`. */
function readDefinition(type: string, definition: Value, reader: Reader): JsonFragment {
  if (type === 'object') return readShape(definition, reader);
  if (type === 'union' || type === 'discriminatedUnion') return readUnion(definition, reader);
  if (type === 'intersection')
    return fragment({
      allOf: ['left', 'right'].map((key) => fragmentOf(reader.member(definition, key)).json),
    });
  if (WRAPPERS.has(type)) return readWrapper(type, definition, reader);
  return readConstructed(type, definition, reader);
}

function readDescribed(type: string, definition: Value, reader: Reader): Value {
  const made = readDefinition(type, definition, reader);
  const description = asString(likeliest(reader.member(definition, 'description')));
  return schemaOf(description === undefined ? made : { ...made, json: { ...made.json, description } });
}

/** `new ZodString({typeName: "ZodString", …})` of the first generation; undefined where it is something else. */
export function constructFirstGeneration(args: readonly Value[], reader: Reader): Value | undefined {
  const [definition] = args;
  if (definition?.kind !== 'object' || !definition.properties.has('typeName')) return undefined;
  const name = asString(likeliest(reader.member(definition, 'typeName')));
  return name?.startsWith('Zod') ? readDescribed(typeOf(name), definition, reader) : undefined;
}

/** `$constructor("ZodString", initialise)` of the second generation: the class it makes. */
export function defineSecondGeneration(args: readonly Value[], reader: Reader): Value | undefined {
  const name = asString(args[0]);
  const isConstructor = name !== undefined && /^\$?Zod[A-Z]\w*$/.test(name) && args[1]?.kind === 'function';
  if (!isConstructor) return undefined;
  const made = native(name, ([definition]) => {
    if (/^\$?ZodCheck/.test(name) || !definition) return objectOf([]);
    const type = asString(likeliest(reader.member(definition, 'type')));
    return readDescribed(type ?? typeOf(name), definition, reader);
  });
  made.properties.set(
    'init',
    native('init', () => objectOf([])),
  );
  return made;
}
