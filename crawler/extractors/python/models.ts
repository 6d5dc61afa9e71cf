import { native } from '../../syntax/python/attribute.ts';
import { iterate } from '../../syntax/python/displays.ts';
import {
  type ExternalModel,
  type ExternalModels,
  external,
  type Machine,
} from '../../syntax/python/machine.ts';
import { dict, type Instance, type NativeCall, UNKNOWN, type Value } from '../../syntax/python/value.ts';
import { addConstructorTools, addTool, copyTool, fromFunction, removeTool } from './add-tool.ts';
import { fromOpenApi } from './from-openapi.ts';
import { addRequestHandler, listTools } from './list-tools.ts';
import { mount } from './mount.ts';
import type { Family } from './sdk.ts';
import { openServer, type Registry, statedName } from './server.ts';
import { toolDecorator } from './tool-decorator.ts';

const FUNCTION_SERVER = /^(mcp|fastmcp)\b(.*)\.(FastMCP|MCPServer)$/;
/** https://gofastmcp.com/servers/providers/local */
const PROVIDER = /^fastmcp\b(.*)\.LocalProvider$/;
const LOW_LEVEL_SERVER = /^mcp\b(.*)\.Server$/;
const TOOL = /^(mcp|fastmcp)\b(.*)\.\w*Tool$/;
const RECORD = /^(mcp|fastmcp)\b(.*)\.(ToolAnnotations|ListToolsResult|ServerResult|Icon)$/;

/** Keyword arguments become attributes; positional ones are kept by their number. */
function record(self: Instance, call: NativeCall): void {
  for (const [index, value] of call.args.entries()) self.attributes.set(String(index), value);
  for (const [name, value] of call.kwargs) self.attributes.set(name, value);
}

/** Decorators for what is no tool: resources, prompts, routes. */
const passThrough = (_self: Instance, call: NativeCall): Value => {
  const [first] = call.args;
  const isFunction = typeof first === 'object' && first !== null && first.kind === 'function';
  return isFunction ? first : native('pass', ({ args: [callee] }) => callee ?? null);
};

type Methods = ReadonlyMap<string, (self: Instance, call: NativeCall) => Value>;

interface World {
  machine: Machine;
  registry: Registry;
}

function serverMethods(world: World): Methods {
  const { machine, registry } = world;
  return new Map<string, (self: Instance, call: NativeCall) => Value>([
    ['tool', toolDecorator(machine, registry)],
    ['add_tool', addTool(world)],
    ['remove_tool', removeTool(world)],
    ['mount', mount(registry)],
    ['import_server', mount(registry)],
    ['add_provider', mount(registry)],
    ['list_tools', listTools(registry)],
    ['add_request_handler', addRequestHandler(registry)],
    ['resource', passThrough],
    ['prompt', passThrough],
    ['custom_route', passThrough],
    ['call_tool', passThrough],
  ]);
}

function openFunctionServer(world: World, family: Family): (self: Instance, call: NativeCall) => void {
  const { machine, registry } = world;
  return (self, call) => {
    const server = openServer(registry, self, {
      kind: 'functions',
      family,
      name: statedName(call),
      depth: machine.conditions.length,
    });
    // The low-level server inside shares its state.
    const twin: Instance = {
      kind: 'instance',
      of: external('mcp.server.Server'),
      attributes: new Map(),
      site: call.site,
    };
    registry.byInstance.set(twin.attributes, server);
    self.attributes.set('_mcp_server', twin).set('name', server.name ?? UNKNOWN);
    addConstructorTools(world, self, call);
    const mountOn = mount(registry);
    for (const provider of iterate(call.kwargs.get('providers') ?? null).items)
      mountOn(self, { ...call, args: [provider], kwargs: new Map() });
  };
}

/** A store of tools that servers are given: no server by itself. */
function openProvider({ machine, registry }: World): (self: Instance) => void {
  return (self) => {
    const about = { kind: 'functions', family: 'fastmcp', name: undefined } as const;
    openServer(registry, self, { ...about, depth: machine.conditions.length }).lent = true;
  };
}

function openLowLevelServer({ machine, registry }: World): (self: Instance, call: NativeCall) => void {
  return (self, call) => {
    const server = openServer(registry, self, {
      kind: 'low-level',
      family: 'mcp',
      name: statedName(call),
      depth: machine.conditions.length,
    });
    self.attributes.set('request_handlers', dict()).set('name', server.name ?? UNKNOWN);
    const handler = call.kwargs.get('on_list_tools');
    if (handler !== undefined) server.listHandlers.push(handler);
    server.self = self;
  };
}

/** What the SDKs' classes do to the values of a program: they note servers and tools in the registry. */
export function sdkModels(machine: Machine, registry: Registry): ExternalModels {
  const world = { machine, registry };
  const methods = serverMethods(world);
  const serverStatics = new Map([['from_openapi', fromOpenApi(machine, registry)]]);
  const copying: Methods = new Map([['model_copy', copyTool]]);
  const made = (self: Instance, call: NativeCall): void => {
    record(self, call);
    registry.made.push(self);
  };
  const tool: ExternalModel = {
    init: made,
    methods: copying,
    statics: new Map([['from_function', fromFunction]]),
  };
  return (path) => {
    if (FUNCTION_SERVER.test(path)) {
      const family = path.startsWith('fastmcp') ? 'fastmcp' : 'mcp';
      return { init: openFunctionServer(world, family), methods, statics: serverStatics };
    }
    if (PROVIDER.test(path)) return { init: openProvider(world), methods };
    if (LOW_LEVEL_SERVER.test(path)) return { init: openLowLevelServer(world), methods };
    if (RECORD.test(path)) return { init: record, methods: copying };
    return TOOL.test(path) ? tool : undefined;
  };
}
