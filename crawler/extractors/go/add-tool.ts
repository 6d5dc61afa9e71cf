// https://github.com/modelcontextprotocol/go-sdk

import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { TypeRef } from '../../syntax/program/ir.ts';
import { fromJson } from '../../syntax/program/json.ts';
import type { Machine, Model } from '../../syntax/program/machine.ts';
import {
  dict,
  externalInstance,
  type Instance,
  isKind,
  list,
  type NativeCall,
  unknown,
  type Value,
} from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { outsideOf, registrationOf, schemaOf } from './definition.ts';
import { GOOGLE_RULES } from './google-schema.ts';
import { parameterType, schemaOfType } from './handler.ts';
import { sitesOf } from './sites.ts';

const PACKAGE = /(^|\/)go-sdk(\/v\d+)?\/mcp\.(\w+)$/;
const TOOL = /(^|\/)go-sdk(\/v\d+)?\/mcp\.Tool$/;
const SERVER = /(^|\/)go-sdk(\/v\d+)?\/mcp\.Server$/;
const SERVER_TOOL = /(^|\/)go-sdk(\/v\d+)?\/mcp\.ServerTool$/;
const SCHEMA = 'github.com/google/jsonschema-go/jsonschema';
const SCHEMA_FOR = /(^|\/)jsonschema(-go\/jsonschema)?\.(For|ForType)$/;

/** What a tool takes that takes anything: `any` is an object without properties. */
function inputOf(machine: Machine, type: TypeRef | undefined): JsonFragment | undefined {
  if (!type) return undefined;
  if (type.name === 'any') return fragment({ type: 'object' });
  return withoutNull(schemaOfType(machine, type, GOOGLE_RULES));
}

/** A pointer to arguments is never null on the wire: the schema of a tool is an object's. */
function withoutNull(schema: JsonFragment): JsonFragment {
  return Array.isArray(schema.json.type) && schema.json.type.includes('object')
    ? { ...schema, json: { ...schema.json, type: 'object' } }
    : schema;
}

/** `mcp.AddTool[In, Out](server, tool, handler)`: a schema that the tool has goes before that of the handler's parameter. */
function addGeneric(world: World, call: NativeCall, machine: Machine): Value {
  const [, tool = null, handler] = call.args;
  const given = outsideOf(tool, TOOL);
  const own = given ? schemaOf(given.fields.get('InputSchema')) : undefined;
  const type = call.typeArgs[0] ?? parameterType(handler, 2);
  return add(world, tool, { at: call.at, inputSchema: own ?? inputOf(machine, type) }, machine);
}

interface Site {
  at: NativeCall['at'];
  inputSchema?: JsonFragment | undefined;
}

function add(world: World, value: Value, { at, inputSchema }: Site, machine: Machine): Value {
  const tool = outsideOf(value, TOOL);
  if (tool) {
    const site = sitesOf(world).of(tool.fields.get('Name'), tool.at, machine);
    const stated = { idiom: 'add-tool', at: site, ...(inputSchema && { inputSchema }) };
    world.recorded.registrations.push(registrationOf(tool, stated, machine));
  } else {
    const message = `a tool that only a run would tell is added (line ${at.startLine})`;
    world.recorded.refusals.push({ idiom: 'add-tool', reason: 'list-computed', message, at });
  }
  return null;
}

/** `mcp.NewServerTool(name, description, handler)` of the first releases. */
function newServerTool(path: string, { args, at }: NativeCall, machine: Machine): Value {
  const [name = null, description = null, handler] = args;
  const type = parameterType(handler, 2);
  const arguments_ = type?.args[0] ?? type;
  const schema = arguments_ && schemaOfType(machine, arguments_, GOOGLE_RULES);
  const family = path.slice(0, path.lastIndexOf('.'));
  const fields: [string, Value][] = [
    ['Name', name],
    ['Description', description],
  ];
  const tool = externalInstance(`${family}.Tool`, at, fields);
  if (schema) tool.fields.set('InputSchema', fromJson(schema.json));
  return externalInstance(`${family}.ServerTool`, at, [['Tool', tool]]);
}

/** A JSON Schema as the struct that programs go on to change. */
function schemaStruct(json: Value, at: NativeCall['at']): Value {
  if (!isKind(json, 'dict')) return json;
  const made: Instance = externalInstance(`${SCHEMA}.Schema`, at);
  for (const [key, value] of json.entries) {
    const field = key === '$ref' ? 'Ref' : key.charAt(0).toUpperCase() + key.slice(1);
    made.fields.set(field, structField(key, value, at));
  }
  return made;
}

function structField(key: string, value: Value, at: NativeCall['at']): Value {
  if (key === 'properties' && isKind(value, 'dict'))
    return dict([...value.entries].map(([name, each]) => [name, schemaStruct(each, at)]));
  return key === 'items' ? schemaStruct(value, at) : value;
}

const schemaFor: Model = ({ typeArgs: [type], at }, machine) => {
  const read = type && schemaOfType(machine, type, GOOGLE_RULES);
  const struct = read ? schemaStruct(fromJson(read.json), at) : unknown('schema');
  return list([struct, null], 'tuple');
};

/** `adder.AddTool(…)` on what nobody sees: registered as it would be by the server, when a tool is among what is handed over. */
function addByOther(world: World, call: NativeCall, machine: Machine): Value {
  const at = call.args.findIndex((each) => outsideOf(each, TOOL));
  if (at < 0) return unknown('');
  if (at === 0) return add(world, call.args[0] ?? null, { at: call.at }, machine);
  return addGeneric(world, { ...call, args: call.args.slice(at - 1) }, machine);
}

function method(world: World, type: string, name: string): Model | undefined {
  const isServer = SERVER.test(type);
  if (name === 'AddTool' && isServer)
    return (call, machine) => add(world, call.args[0] ?? null, { at: call.at }, machine);
  if (name === 'AddTool' && type === '') return (call, machine) => addByOther(world, call, machine);
  if (name !== 'AddTools' || !isServer) return undefined;
  return (call, machine) => {
    for (const each of call.args)
      add(world, outsideOf(each, SERVER_TOOL)?.fields.get('Tool') ?? each, { at: call.at }, machine);
    return null;
  };
}

function construction(world: World, path: string): Model | undefined {
  if (SCHEMA_FOR.test(path)) return schemaFor;
  switch (PACKAGE.exec(path)?.[3]) {
    case 'AddTool':
      return (call, machine) => addGeneric(world, call, machine);
    case 'NewServer':
      return ({ at }) => externalInstance(path.replace(/\.\w+$/, '.Server'), at);
    case 'NewServerTool':
      return (call, machine) => newServerTool(path, call, machine);
    default:
      return undefined;
  }
}

const ref = (name: string) => ({ name, args: [], nullable: false });
const HANDLER = { ...ref('()'), args: [ref('context.Context'), ref('mcp.CallToolRequest'), ref('In')] };

/** `mcp.AddTool(server, &mcp.Tool{…}, handler)` and `server.AddTool(&mcp.Tool{…}, handler)` of the official SDK. */
export const addTool: Idiom = {
  id: 'add-tool',
  models: (world) => ({
    call: (path) => construction(world, path),
    method: (type, name) => method(world, type, name),
    alias(path) {
      const name = PACKAGE.exec(path)?.[3];
      return name === 'ToolHandlerFor' || name === 'TypedToolHandler'
        ? { parameters: ['In', 'Out'], type: HANDLER }
        : undefined;
    },
  }),
};
