import { native } from '../../syntax/python/attribute.ts';
import type { ExternalModel, ExternalModels, Machine } from '../../syntax/python/machine.ts';
import { dict, type Instance, type NativeCall, type Value } from '../../syntax/python/value.ts';
import { addConstructorTools, addTool, copyTool, fromFunction, removeTool } from './add-tool.ts';
import { fromOpenApi } from './from-openapi.ts';
import { listTools } from './list-tools.ts';
import { mount } from './mount.ts';
import type { Family } from './sdk.ts';
import { openServer, type Registry, serverOf, statedName } from './server.ts';
import { toolDecorator } from './tool-decorator.ts';

const FUNCTION_SERVER = /^(mcp|fastmcp)\b(.*)\.(FastMCP|MCPServer)$/;
const LOW_LEVEL_SERVER = /^mcp\b(.*)\.Server$/;
const TOOL = /^(mcp|fastmcp)\b(.*)\.\w*Tool$/;
const RECORD = /^(mcp|fastmcp)\b(.*)\.(ToolAnnotations|ListToolsResult|ServerResult|Icon)$/;

/** Keyword arguments become attributes; positional ones are kept by their number. */
function record(self: Instance, call: NativeCall): void {
  call.args.forEach((value, index) => self.attributes.set(String(index), value));
  for (const [name, value] of call.kwargs) self.attributes.set(name, value);
}

/** Decorators for what is no tool: resources, prompts, routes. */
const passThrough = (_self: Instance, call: NativeCall): Value => {
  const [first] = call.args;
  const isFunction = typeof first === 'object' && first !== null && first.kind === 'function';
  return isFunction ? first : native('pass', ({ args: [callee] }) => callee ?? null);
};

/** What the SDKs' classes do to the values of a program: they note servers and tools in the registry. */
export function sdkModels(machine: Machine, registry: Registry): ExternalModels {
  const world = { machine, registry };
  const shared = new Map<string, (self: Instance, call: NativeCall) => Value>([
    ['tool', toolDecorator(machine, registry)],
    ['add_tool', addTool(world)],
    ['remove_tool', removeTool(world)],
    ['mount', mount(registry)],
    ['import_server', mount(registry)],
    ['list_tools', listTools(registry)],
    ['resource', passThrough],
    ['prompt', passThrough],
    ['custom_route', passThrough],
    ['call_tool', passThrough],
  ]);

  function open(kind: 'functions' | 'low-level', family: Family): ExternalModel['init'] {
    return (self, call) => {
      const server = openServer(registry, self, {
        kind,
        family,
        name: statedName(call),
        depth: machine.conditions.length,
      });
      if (kind === 'low-level') openLowLevel(self, call);
      else {
        self.attributes.set('_mcp_server', lowLevelTwin(self, call));
        addConstructorTools(world, self, call);
      }
      self.attributes.set('name', server.name ?? { kind: 'unknown' });
    };
  }

  function openLowLevel(self: Instance, call: NativeCall): void {
    self.attributes.set('request_handlers', dict());
    const handler = call.kwargs.get('on_list_tools');
    if (handler !== undefined) serverOf(registry, self)?.listHandlers.push(handler);
  }

  /** The low-level server inside a FastMCP object shares its state. */
  function lowLevelTwin(self: Instance, call: NativeCall): Instance {
    const twin: Instance = {
      kind: 'instance',
      of: { kind: 'external', path: 'mcp.server.Server' },
      attributes: new Map(),
      site: call.site,
    };
    const server = serverOf(registry, self);
    if (server !== undefined) registry.byInstance.set(twin.attributes, server);
    return twin;
  }

  const openApi = fromOpenApi(machine, registry);
  const serverStatics = new Map<string, (call: NativeCall) => Value>([['from_openapi', openApi]]);
  const tool: ExternalModel = {
    init: record,
    methods: new Map([['model_copy', copyTool]]),
    statics: new Map([['from_function', fromFunction]]),
  };
  return (path) => {
    if (FUNCTION_SERVER.test(path)) {
      const init = open('functions', path.startsWith('fastmcp') ? 'fastmcp' : 'mcp');
      return { ...(init && { init }), methods: shared, statics: serverStatics };
    }
    if (LOW_LEVEL_SERVER.test(path)) {
      const init = open('low-level', 'mcp');
      return { ...(init && { init }), methods: shared };
    }
    if (RECORD.test(path)) return { init: record };
    return TOOL.test(path) ? tool : undefined;
  };
}
