// What a client sees of a declared schema: https://github.com/modelcontextprotocol/typescript-sdk/blob/v1.x/src/server/zod-json-schema-compat.ts
import { toJsonSchema as valibotToJson } from '@valibot/to-json-schema';
import { toJSONSchema } from 'zod/v4/core';
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

const isFourth = (value: unknown) => isObject(value) && !isStub(value) && isObject(value._zod);
const isThird = (value: unknown) =>
  isObject(value) && !isStub(value) && isObject(value._def) && typeof value.parse === 'function';
const isValibot = (value: unknown) => read(value, '~standard', 'vendor') === 'valibot';

/** Whether a value is a schema of a library, and not a record of such or JSON Schema. */
export const isSchema = (value: unknown): boolean => isFourth(value) || isThird(value) || isValibot(value);

/** Whether an object holds schemas by name, as the SDK decides it: empty, or one of its members is a schema. */
export function isShape(value: unknown): value is Members {
  if (!isObject(value) || isStub(value) || isSchema(value)) return false;
  const members = Object.values(value);
  return members.length === 0 || members.some(isSchema);
}

const fourthToJson = (schema: unknown): unknown =>
  // biome-ignore lint/suspicious/noExplicitAny: the parameter is the library's own class, and this is an object of any copy of it
  toJSONSchema(schema as any, { target: 'draft-7', io: 'input', unrepresentable: 'any' });

const thirdToJson = (schema: unknown): unknown =>
  // biome-ignore lint/suspicious/noExplicitAny: as above
  zodToJsonSchema(schema as any, { strictUnions: true, pipeStrategy: 'input' });

function schemaToJson(schema: unknown): unknown {
  if (isFourth(schema)) return fourthToJson(schema);
  if (isThird(schema)) return thirdToJson(schema);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  return valibotToJson(schema as any, { errorMode: 'ignore' });
}

const isOptional = (schema: unknown): boolean => {
  const test = read(schema, 'isOptional');
  if (typeof test === 'function') return Reflect.apply(test, schema, []) === true;
  return read(schema, '_zod', 'optin') === 'optional';
};

/** A record of schemas as the object that it describes. Members that are no schemas are left open. */
function shapeToJson(shape: Members): unknown {
  const entries = Object.entries(shape);
  const properties = entries.map(([key, schema]) => {
    const json = isSchema(schema) ? schemaToJson(schema) : {};
    const { $schema: _dialect, ...rest } = isObject(json) ? json : {};
    return [key, rest] as const;
  });
  const required = entries
    .filter(([, schema]) => isSchema(schema) && !isOptional(schema))
    .map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** The JSON Schema of what a registration gives; JSON Schema stays as it is, and so does what is not known. */
export function toJson(schema: unknown): unknown {
  if (isSchema(schema)) return schemaToJson(schema);
  const own = read(schema, '~standard', 'jsonSchema', 'input');
  if (typeof own === 'function') return Reflect.apply(own, undefined, [{ target: 'draft-07' }]);
  return isShape(schema) ? shapeToJson(schema) : schema;
}
