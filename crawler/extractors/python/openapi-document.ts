// https://spec.openapis.org/oas/v3.1.0
import { isJsonObject } from '../../syntax/python/json.ts';

type Json = Record<string, unknown>;

export interface Operation {
  id: string | undefined;
  path: string;
  /** In capitals. */
  method: string;
  tags: string[];
  summary: string | undefined;
  description: string | undefined;
  parameters: Json[];
  body: { schema: Json; required: boolean } | undefined;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'];
const MAX_HOPS = 8;

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

/** Follows `#/…` references to what they name; undefined where they name nothing. */
function resolve(document: Json, value: unknown): Json | undefined {
  let at = value;
  for (let hops = 0; hops < MAX_HOPS && isJsonObject(at); hops += 1) {
    if (typeof at.$ref !== 'string' || !at.$ref.startsWith('#/')) return at;
    at = at.$ref
      .slice(2)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>(
        (held, part) => (isJsonObject(held) && Object.hasOwn(held, part) ? held[part] : undefined),
        document,
      );
  }
  return undefined;
}

/** A schema whose `allOf` parts are put together. */
function flatten(document: Json, given: unknown, depth = 0): Json {
  const schema = resolve(document, given) ?? {};
  if (depth > MAX_HOPS) return schema;
  const parts = objects(schema.allOf).map((part) => flatten(document, part, depth + 1));
  if (parts.length === 0) return schema;
  const { allOf: _allOf, ...own } = schema;
  const properties = [...parts, own].flatMap((part) =>
    isJsonObject(part.properties) ? Object.entries(part.properties) : [],
  );
  const required = [...parts, own].flatMap((part) => (Array.isArray(part.required) ? part.required : []));
  return { ...own, properties: Object.fromEntries(properties), required };
}

function bodyOf(document: Json, operation: Json): Operation['body'] {
  const body = resolve(document, operation.requestBody);
  const content = isJsonObject(body?.content) ? body.content : {};
  const media = content['application/json'] ?? Object.values(content)[0];
  if (body === undefined || !isJsonObject(media)) return undefined;
  return { schema: flatten(document, media.schema), required: body.required === true };
}

function readOperation(
  document: Json,
  at: { path: string; method: string; item: Json; operation: Json },
): Operation {
  const { path, method, item, operation } = at;
  const stated = [...objects(item.parameters), ...objects(operation.parameters)]
    .map((each) => resolve(document, each))
    .filter((each) => each !== undefined);
  const unique = new Map(
    stated.map((each) => [
      JSON.stringify([each.name, each.in]),
      { ...each, schema: resolve(document, each.schema) ?? {} },
    ]),
  );
  return {
    id: textOf(operation.operationId),
    path,
    method: method.toUpperCase(),
    tags: Array.isArray(operation.tags) ? operation.tags.filter((tag) => typeof tag === 'string') : [],
    summary: textOf(operation.summary),
    description: textOf(operation.description),
    parameters: [...unique.values()],
    body: bodyOf(document, operation),
  };
}

/** The operations of a document, in its order. */
export function readOperations(document: Json): Operation[] {
  const paths = isJsonObject(document.paths) ? Object.entries(document.paths) : [];
  return paths.flatMap(([path, item]) => {
    if (!isJsonObject(item)) return [];
    return METHODS.flatMap((method) => {
      const operation = item[method];
      return isJsonObject(operation) ? [readOperation(document, { path, method, item, operation })] : [];
    });
  });
}

/** What a caller passes: the parameters, then the fields of the body; a parameter with a field's name gets its place added. */
export function operationSchema(operation: Operation): Json {
  const body = operation.body?.schema;
  const fields = isJsonObject(body?.properties) ? body.properties : {};
  const named = operation.parameters.filter((each) => typeof each.name === 'string');
  const keyOf = (each: Json) =>
    Object.hasOwn(fields, String(each.name)) ? `${each.name}__${each.in}` : String(each.name);
  const fromParameters = named.map((each): [string, unknown] => [keyOf(each), withDescription(each)]);
  const whole = operation.body !== undefined && Object.keys(fields).length === 0 ? [['body', body]] : [];
  const requiredFields =
    operation.body?.required && Array.isArray(body?.required)
      ? body.required.filter((each) => typeof each === 'string')
      : [];
  const required = [
    ...named.filter((each) => each.required === true || each.in === 'path').map(keyOf),
    ...requiredFields,
  ];
  return {
    type: 'object',
    properties: Object.fromEntries([...fromParameters, ...Object.entries(fields), ...whole]),
    ...(required.length > 0 && { required: [...new Set(required)] }),
  };
}

function withDescription(parameter: Json): Json {
  const schema = isJsonObject(parameter.schema) ? parameter.schema : {};
  const description = textOf(parameter.description);
  return description === undefined ? schema : { ...schema, description };
}
