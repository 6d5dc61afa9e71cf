// What a client sees of a declared schema: https://github.com/modelcontextprotocol/typescript-sdk/blob/v1.x/src/server/zod-json-schema-compat.ts
import { toJsonSchema as valibotToJson } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import type { ZodTypeAny } from 'zod/v3';
import { $ZodObject, type $ZodType, toJSONSchema } from 'zod/v4/core';
import { zodToJsonSchema } from 'zod-to-json-schema';
import { isStub } from '../../../../syntax/javascript/sandbox/guest/stub.ts';

/** What a tool without parameters lists. */
export const NO_PARAMETERS = { type: 'object', properties: {} };

type Members = Record<string, unknown>;
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;
const read = (value: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>(
    (each, key) => (isObject(each) || typeof each === 'function' ? Reflect.get(each, key) : undefined),
    value,
  );

// Schemas of any copy of the libraries: of one that is bundled with the program as well.
const isFourth = (value: unknown): value is $ZodType =>
  isObject(value) && !isStub(value) && isObject(value._zod);
const isThird = (value: unknown): value is ZodTypeAny =>
  isObject(value) && !isStub(value) && isObject(value._def) && typeof value.parse === 'function';
const isValibot = (value: unknown): value is GenericSchema =>
  read(value, '~standard', 'vendor') === 'valibot' && !isStub(value);

/** Whether a value is a schema of a library, and not a record of such or JSON Schema. */
export const isSchema = (value: unknown): boolean => isFourth(value) || isThird(value) || isValibot(value);

/** Whether an object holds schemas by name, as the SDK decides it: empty, or one of its members is a schema. */
export function isShape(value: unknown): value is Members {
  if (!isObject(value) || isStub(value) || isSchema(value)) return false;
  const members = Object.values(value);
  return members.length === 0 || members.some(isSchema);
}

const fourthToJson = (schema: $ZodType): unknown =>
  toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });

/** A third-generation object of these members, as far as the converter looks at it. */
const objectOf = (shape: Members) => ({
  _def: {
    typeName: 'ZodObject',
    shape: () => shape,
    unknownKeys: 'strip',
    catchall: { _def: { typeName: 'ZodNever' } },
  },
  parse: () => undefined,
});

const thirdToJson = (schema: unknown): unknown =>
  isThird(schema) ? zodToJsonSchema(schema, { strictUnions: true, pipeStrategy: 'input' }) : undefined;

function schemaToJson(schema: unknown): unknown {
  if (isFourth(schema)) return fourthToJson(schema);
  return isValibot(schema) ? valibotToJson(schema, { errorMode: 'ignore' }) : thirdToJson(schema);
}

/** A record of schemas as the object that it describes, as the SDK makes it. Members that are no schemas are left open. */
function shapeToJson(shape: Members): unknown {
  const entries = Object.entries(shape);
  const fourth: [string, $ZodType][] = [];
  for (const [key, schema] of entries) if (isFourth(schema)) fourth.push([key, schema]);
  const third = entries.filter(([, schema]) => !isFourth(schema) && isThird(schema));
  const json =
    fourth.length > 0
      ? fourthToJson(new $ZodObject({ type: 'object', shape: Object.fromEntries(fourth) }))
      : thirdToJson(objectOf(Object.fromEntries(third)));
  const known = new Set((fourth.length > 0 ? fourth : third).map(([key]) => key));
  const others = entries.filter(([key]) => !known.has(key));
  if (others.length === 0 || !isObject(json)) return json;
  const open = others.map(([key, schema]) => [key, isSchema(schema) ? schemaToJson(schema) : {}]);
  return { ...json, properties: { ...Object(json.properties), ...Object.fromEntries(open) } };
}

/** The JSON Schema of what a registration gives; JSON Schema stays as it is, and so does what is not known. */
export function toJson(schema: unknown): unknown {
  if (isSchema(schema)) return schemaToJson(schema);
  const own = read(schema, '~standard', 'jsonSchema', 'input');
  if (typeof own === 'function') return Reflect.apply(own, undefined, [{ target: 'draft-07' }]);
  return isShape(schema) ? shapeToJson(schema) : schema;
}
