import type { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import { schemaFrom, toJson } from '../../syntax/program/json.ts';
import type { Model } from '../../syntax/program/machine.ts';
import { objectOf } from '../../syntax/program/type-schema.ts';
import {
  asText,
  dict,
  externalInstance,
  type Instance,
  isKind,
  type NativeCall,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';
import type { Idiom } from '../idiom.ts';
import type { Registration } from '../registration.ts';

const ID = 'tool-forge';
const DEFINITION = 'ToolForge.ToolDefinition';

/** `ToolForge.define(:name) do … end` */
const define: Model = (call, machine) => {
  const made: Instance = externalInstance(DEFINITION, call.at, [['name', call.args[0] ?? null]]);
  const block = call.named.get('&');
  if (isKind(block, 'closure')) machine.call({ ...block, self: made }, withArgs(), call.at);
  return made;
};

const describe: Model = ({ self, args: [text] }) => {
  if (self !== null && isKind(self, 'instance') && text !== undefined) self.fields.set('description', text);
  return null;
};

/** `param :host, type: :string, description: '…', required: false, default: 1` */
const param: Model = ({ self, args: [name], named, at }: NativeCall) => {
  const key = asText(name);
  if (self !== null && isKind(self, 'instance') && key !== undefined)
    self.fields.set(`:${key}`, dict(named, at));
  return null;
};

/** A parameter is required unless it says otherwise or has a default. */
function readParam(stated: Value): JsonFragment {
  if (!isKind(stated, 'dict')) return fragment({}, { complete: false });
  const json: JsonSchema = {};
  for (const word of ['type', 'description', 'enum', 'default']) {
    const value = stated.entries.get(word);
    if (value !== undefined) json[word] = toJson(value).value;
  }
  const items = stated.entries.get('items');
  if (items !== undefined) json.items = schemaFrom(items).json;
  const optional = stated.entries.get('required') === false || stated.entries.has('default');
  return fragment(json, { optional });
}

/** A definition of tool_forge as a tool; undefined for an instance of something else. */
export function forgedTool({ of, fields, at }: Instance): Omit<Registration, 'flag'> | undefined {
  if (of.kind !== 'external' || of.path !== DEFINITION) return undefined;
  const params = [...fields].flatMap(([key, value]) =>
    key.startsWith(':') ? [[key.slice(1), readParam(value)] as const] : [],
  );
  const description = fields.get('description');
  return {
    idiom: ID,
    name: fields.get('name') ?? null,
    ...(description !== undefined && { description }),
    inputSchema: objectOf(new Map(params)),
    at,
  };
}

/** Tools of the tool_forge gem, which turns them into tools of the mcp gem. */
export const toolForge: Idiom = {
  id: ID,
  models: () => ({
    call: (path) => (path === 'ToolForge.define' ? define : undefined),
    method: (type, name) => {
      if (type !== DEFINITION) return undefined;
      if (name === 'description') return describe;
      if (name === 'param') return param;
      return /^to_(mcp|ruby_llm)_tool$/.test(name) ? ({ self }) => self : undefined;
    },
  }),
};
