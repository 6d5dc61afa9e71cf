import { fragment, type JsonFragment, UNREAD } from '../../syntax/json-schema/fragment.ts';
import { toJson } from '../../syntax/program/json.ts';
import type { Model } from '../../syntax/program/machine.ts';
import {
  externalInstance,
  type Instance,
  isKind,
  lastName,
  type NativeCall,
  type Value,
} from '../../syntax/program/value.ts';
import { HINT_ORDER, hintsOf } from '../hints.ts';
import type { Registration } from '../registration.ts';

/** Names of the SDK, by their package or, where a package is imported whole, alone. */
export const isSdk = (path: string): boolean =>
  /^io\.modelcontextprotocol\.kotlin\.|^[A-Z]\w*(\.\w+)?$/.test(path);

/** The parameters of the SDK's constructors in their order. */
const ORDERS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['Tool', ['name', 'description', 'inputSchema', 'annotations']],
  ['Input', ['properties', 'required']],
  ['Output', ['properties', 'required']],
  ['ToolSchema', ['properties', 'required']],
  ['ToolAnnotations', HINT_ORDER],
  ['RegisteredTool', ['tool', 'handler']],
  ['ListToolsResult', ['tools']],
]);

/** Later releases put the schema behind the name. */
const TOOL_LATER = ['name', 'inputSchema', 'description', 'outputSchema', 'title', 'annotations'];

function orderFor(type: string, args: readonly Value[]): readonly string[] | undefined {
  const [, second] = args;
  return type === 'Tool' && isKind(second, 'instance') ? TOOL_LATER : ORDERS.get(type);
}

/** What a call was given, by parameter name. */
export function byName({ args, named }: NativeCall, order: readonly string[]): Map<string, Value> {
  const fields = new Map(named);
  order.forEach((name, index) => {
    const value = args[index];
    if (value !== undefined && !fields.has(name)) fields.set(name, value);
  });
  return fields;
}

/** A value of the SDK with the arguments of its constructor as fields. */
export function constructorOf(path: string): Model | undefined {
  const type = lastName(path);
  if (!ORDERS.has(type) || !isSdk(path) || (/^(In|Out)put$/.test(type) && !/Tool\.\w+$/.test(path)))
    return undefined;
  return (call) => externalInstance(path, call.at, byName(call, orderFor(type, call.args) ?? []));
}

/** `ToolSchema(properties, required)`: absent parts are empty on the wire. */
export function readInput(value: Value | undefined): JsonFragment {
  if (value === undefined || value === null) return fragment({ type: 'object', properties: {} });
  if (!isKind(value, 'instance')) return UNREAD;
  const properties = toJson(value.fields.get('properties') ?? null);
  const required = toJson(value.fields.get('required') ?? null);
  return fragment(
    {
      type: 'object',
      properties: properties.value ?? {},
      ...(Array.isArray(required.value) && required.value.length > 0 && { required: required.value }),
    },
    { complete: properties.complete && required.complete },
  );
}

export const isTool = (value: Value | undefined): value is Instance =>
  isKind(value, 'instance') && value.of.kind === 'external' && lastName(value.of.path) === 'Tool';

type Stated = Omit<Registration, 'idiom' | 'at' | 'flag'>;

/** A tool by the fields of `Tool`, or the parameters of `addTool`. */
export function readStated(fields: ReadonlyMap<string, Value>): Stated {
  const [title, description] = [fields.get('title'), fields.get('description')];
  const output = fields.get('outputSchema');
  return {
    name: fields.get('name') ?? null,
    ...(title !== undefined && { title }),
    ...(description !== undefined && description !== null && { description }),
    inputSchema: readInput(fields.get('inputSchema')),
    ...(output !== undefined && output !== null && { outputSchema: readInput(output) }),
    annotations: hintsOf(fields.get('toolAnnotations') ?? fields.get('annotations')),
  };
}
