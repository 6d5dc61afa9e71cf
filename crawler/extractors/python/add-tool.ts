// https://gofastmcp.com/servers/tools : add_tool, Tool.from_function, tools handed to the constructor
import { iterate } from '../../syntax/python/displays.ts';
import type { Machine } from '../../syntax/python/machine.ts';
import { asText, type Instance, isKind, type NativeCall, type Value } from '../../syntax/python/value.ts';
import { addRegistration, type Idiom, type Registry, type ServerObject, serverOf } from './server.ts';
import { isCallable, isToolObject, siteOf, toolFromFunction } from './tool-object.ts';

interface World {
  machine: Machine;
  registry: Registry;
}

/** The flag of the nearest undecided test around what runs now, but for those that guard the server itself. */
export function currentFlag(machine: Machine, server: ServerObject): string | undefined {
  return machine.conditions.slice(server.depth).findLast((flag) => flag !== '');
}

export function register({ machine, registry }: World, self: Instance, tool: Instance, idiom: Idiom): void {
  const server = serverOf(registry, self);
  if (server === undefined) return;
  addRegistration(server, { tool, site: siteOf(tool), idiom, flag: currentFlag(machine, server) });
}

/** `server.add_tool(fn, name=…)`, `server.add_tool(tool)` */
export function addTool(world: World) {
  return (self: Instance, call: NativeCall): Value => {
    const [given, name, description] = call.args;
    const tool = given ?? call.kwargs.get('fn') ?? call.kwargs.get('tool');
    if (isToolObject(tool)) register(world, self, tool, 'add-tool');
    else if (isCallable(tool)) {
      const kwargs = new Map(call.kwargs);
      kwargs.delete('fn');
      if (name !== undefined) kwargs.set('name', name);
      if (description !== undefined) kwargs.set('description', description);
      register(world, self, toolFromFunction(tool, { ...call, kwargs }), 'add-tool');
    } else noteUnread(world.registry, self, call);
    return tool ?? null;
  };
}

function noteUnread(registry: Registry, self: Instance, call: NativeCall): void {
  if (serverOf(registry, self) === undefined) return;
  registry.problems.push({
    site: call.site,
    idiom: 'add-tool',
    reason: 'dynamic',
    message: 'a tool is registered that only a run would tell',
  });
}

/** `FastMCP(tools=[…])`, `MCPServer(tools=[…])` */
export function addConstructorTools(world: World, self: Instance, call: NativeCall): void {
  const given = call.kwargs.get('tools');
  if (given === undefined) return;
  for (const item of iterate(given).items) addTool(world)(self, { ...call, args: [item], kwargs: new Map() });
}

/** `Tool.from_function(fn, name=…)` */
export function fromFunction(call: NativeCall): Value {
  const rest = call.args.filter((each) => isCallable(each));
  const [callee = call.kwargs.get('fn')] = rest;
  const kwargs = new Map(call.kwargs);
  kwargs.delete('fn');
  return callee === undefined ? { kind: 'unknown' } : toolFromFunction(callee, { ...call, kwargs });
}

/** `server.remove_tool("name")`, when nothing guards it. */
export function removeTool({ machine, registry }: World) {
  return (self: Instance, call: NativeCall): Value => {
    const server = serverOf(registry, self);
    const name = asText(call.args[0] ?? call.kwargs.get('name'));
    if (server === undefined || currentFlag(machine, server) !== undefined) return null;
    server.registrations = server.registrations.filter(
      (each) => asText(each.tool.attributes.get('name')) !== name,
    );
    return null;
  };
}

/** `tool.model_copy(update={…})` */
export function copyTool(self: Instance, call: NativeCall): Value {
  const copy: Instance = { ...self, attributes: new Map(self.attributes) };
  const update = call.kwargs.get('update');
  if (!isKind(update, 'dict')) return copy;
  for (const { key, value } of update.entries.values())
    if (typeof key === 'string') copy.attributes.set(key, value);
  return copy;
}
