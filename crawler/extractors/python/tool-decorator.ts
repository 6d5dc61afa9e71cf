// https://gofastmcp.com/servers/tools#the-tool-decorator and https://github.com/modelcontextprotocol/python-sdk#tools
import { native } from '../../syntax/python/attribute.ts';
import type { Machine } from '../../syntax/python/machine.ts';
import { type Instance, isKind, type NativeCall, type Value } from '../../syntax/python/value.ts';
import { register } from './add-tool.ts';
import type { Registry } from './server.ts';
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
    const overriding = ownMethod(machine, self, 'add_tool');
    const isSite = functionOf(callee)?.site.type === 'decorated_definition';
    const at = { ...call, args: [tool], kwargs: new Map<string, Value>() };
    if (overriding === undefined)
      register({ machine, registry }, self, tool, isSite ? 'tool-decorator' : 'add-tool');
    else machine.call(overriding, at, call.site);
    return callee;
  }
}

function withName(call: NativeCall): NativeCall {
  const [first] = call.args;
  const isName = first !== undefined && first !== null && !call.kwargs.has('name');
  return isName ? { ...call, kwargs: new Map([...call.kwargs, ['name', first]]) } : call;
}

/** A method that the program's own subclass defines over the SDK's. */
function ownMethod(machine: Machine, self: Instance, name: string): Value | undefined {
  if (self.of.kind !== 'class') return undefined;
  const method = machine.attribute(self, name);
  return isKind(method, 'method') && method.callee.kind === 'function' ? method : undefined;
}
