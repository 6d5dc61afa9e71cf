// A function's parameters as each SDK shows them to a client.
import { isJsonObject } from '../../syntax/python/json.ts';
import type { Machine } from '../../syntax/python/machine.ts';
import { readSignature, receiverOf, type Signature } from '../../syntax/python/signature.ts';
import type { Schema } from '../../syntax/python/types.ts';
import { unwrapped } from '../../syntax/python/unwrap.ts';
import { type Func, isKind, type Value } from '../../syntax/python/value.ts';
import { isAtLeast, type Sdk, signatureRules } from './sdk.ts';
import { functionOf } from './tool-object.ts';

/** Adds what the docstring says of a parameter to a property that says nothing itself. */
function withDescriptions(
  properties: Record<string, Schema>,
  parameters: ReadonlyMap<string, string>,
): Record<string, Schema> {
  const described = Object.entries(properties).map(([name, schema]) => {
    const text = parameters.get(name);
    return [
      name,
      text === undefined || text === '' || 'description' in schema
        ? schema
        : { ...schema, description: text },
    ] as const;
  });
  return Object.fromEntries(described);
}

/** Titles that pydantic makes of names say nothing: fastmcp drops them, but for a property that has nothing else. */
function withoutTitles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTitles);
  if (!isJsonObject(value)) return value;
  const { title, ...rest } = value;
  const pruned = eachValue(rest, withoutTitles);
  if (isJsonObject(rest.properties)) pruned.properties = eachValue(rest.properties, withoutTitles);
  return Object.keys(rest).length === 0 && typeof title === 'string' ? value : pruned;
}

/** The names of the definitions that a schema refers to. */
function references(schema: unknown): string[] {
  return [...JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]{1,200})"/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );
}

/** Whether a definition holds itself, at whatever distance. */
function isRecursive(definitions: ReadonlyMap<string, Schema>): boolean {
  const reach = (name: string, seen: Set<string>): Set<string> => {
    for (const next of references(definitions.get(name) ?? {}))
      if (!seen.has(next)) reach(next, seen.add(next));
    return seen;
  };
  return [...definitions.keys()].some((name) => reach(name, new Set()).has(name));
}

/** Puts definitions where they are referred to. */
function inlined(value: unknown, definitions: ReadonlyMap<string, Schema>): unknown {
  if (Array.isArray(value)) return value.map((item) => inlined(item, definitions));
  if (!isJsonObject(value)) return value;
  const definition =
    typeof value.$ref === 'string' ? definitions.get(value.$ref.replace('#/$defs/', '')) : undefined;
  const { $ref: _ref, ...beside } = value;
  const whole = definition === undefined ? value : { ...definition, ...beside };
  return eachValue(whole, (held) => inlined(held, definitions));
}

function eachValue(
  object: Record<string, unknown>,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function mcpSchema(func: Func, { properties, required, definitions }: Signature): Schema {
  return {
    ...(definitions.size > 0 && { $defs: Object.fromEntries(definitions) }),
    properties,
    ...(required.length > 0 && { required }),
    title: `${unwrapped(func).name}Arguments`,
    type: 'object',
  };
}

/** fastmcp puts definitions where they are used since 3.0, unless one of them holds itself. */
function fastmcpSchema(sdk: Sdk, { properties, required, definitions }: Signature): Schema {
  const isThird = isAtLeast(sdk.version, [3, 0, 0]);
  const isInlined = isThird && !isRecursive(definitions);
  const shown = isInlined ? eachValue(properties, (schema) => inlined(schema, definitions)) : properties;
  const beside = isInlined ? {} : Object.fromEntries(definitions);
  return {
    ...(isThird && { additionalProperties: false }),
    ...(Object.keys(beside).length > 0 && { $defs: eachValue(beside, withoutTitles) }),
    properties: eachValue(shown, withoutTitles),
    ...(required.length > 0 && { required }),
    type: 'object',
  };
}

/** The input schema that an SDK makes of a function; undefined for what is no function of the tree. */
export function functionSchema(
  machine: Machine,
  callee: Value,
  sdk: Sdk,
  parameters: ReadonlyMap<string, string>,
): Schema | undefined {
  const func = functionOf(callee);
  if (func === undefined) return undefined;
  const receiver = isKind(callee, 'method') ? receiverOf(func) : undefined;
  const signature = readSignature(
    machine,
    func,
    signatureRules(sdk),
    new Set(receiver === undefined ? [] : [receiver]),
  );
  const described = { ...signature, properties: withDescriptions(signature.properties, parameters) };
  return sdk.family === 'mcp' ? mcpSchema(func, described) : fastmcpSchema(sdk, described);
}
