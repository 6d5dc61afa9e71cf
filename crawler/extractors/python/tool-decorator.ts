// https://gofastmcp.com/servers/tools#the-tool-decorator and https://github.com/modelcontextprotocol/python-sdk#tools
import { native } from '../../syntax/python/attribute.ts';
import type { Machine } from '../../syntax/python/machine.ts';
import {
  type Arguments,
  type Instance,
  isKind,
  type NativeCall,
  type Value,
} from '../../syntax/python/value.ts';
import { register } from './add-tool.ts';
import { type Family, isAtLeast } from './sdk.ts';
import { type Registry, serverOf } from './server.ts';
import { functionOf, isCallable, toolFromFunction } from './tool-object.ts';

/** `@server.tool`, `@server.tool()`, `@server.tool("name")`, `server.tool(fn, name="x")`, `server.tool()(fn)`. */
export function toolDecorator(machine: Machine, registry: Registry) {
  return (self: Instance, call: NativeCall): Value => {
    const [first] = call.args;
    if (isCallable(first)) return decorated(self, first, { ...call, args: [] });
    return native('tool', (applied) => {
      const [callee] = applied.args;
      return callee === undefined ? null : decorated(self, callee, withName(call));
    });
  };

  function decorated(self: Instance, callee: Value, call: NativeCall): Value {
    const tool = toolFromFunction(callee, call);
    const overriding = overridden(machine, registry, self);
    const isSite = functionOf(callee)?.site.type === 'decorated_definition';
    if (overriding === undefined)
      register({ machine, registry }, self, tool, isSite ? 'tool-decorator' : 'add-tool');
    else machine.call(overriding.method, handOver(overriding.family, callee, tool, call), call.site);
    return callee;
  }
}

/** mcp hands its `add_tool` the function and what the decorator says, fastmcp a finished Tool. */
function handOver(family: Family, callee: Value, tool: Instance, call: NativeCall): Arguments {
  if (family === 'mcp') return { ...call, args: [callee] };
  return { args: [tool], kwargs: new Map(), open: false };
}

/** The `add_tool` of the program's own subclass, which decorators of mcp and of fastmcp before 3.0 go through. */
function overridden(
  machine: Machine,
  registry: Registry,
  self: Instance,
): { method: Value; family: Family } | undefined {
  const server = serverOf(registry, self);
  if (self.of.kind !== 'class' || server === undefined) return undefined;
  const { family } = server;
  const isThird =
    family === 'fastmcp' && isAtLeast(registry.releases(server.site.source.path).fastmcp, [3, 0, 0]);
  const method = machine.attribute(self, 'add_tool');
  return !isThird && isKind(method, 'method') && method.callee.kind === 'function'
    ? { method, family }
    : undefined;
}

function withName(call: NativeCall): NativeCall {
  const [first] = call.args;
  const isName = first !== undefined && first !== null && !call.kwargs.has('name');
  return isName ? { ...call, kwargs: new Map([...call.kwargs, ['name', first]]) } : call;
}
