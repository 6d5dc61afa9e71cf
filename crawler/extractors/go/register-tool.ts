// https://github.com/metoro-io/mcp-golang
import { currentFlag, type Machine } from '../../syntax/program/machine.ts';
import { externalInstance, type NativeCall, unknown, type Value } from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { parameterType, schemaOfType } from './handler.ts';
import { invopopRules } from './invopop-schema.ts';
import { sitesOf } from './sites.ts';

const NEW_SERVER = /(^|\/)mcp-golang(\/v\d+)?\.NewServer$/;
const SERVER = /(^|\/)mcp-golang(\/v\d+)?\.Server$/;

const RULES = invopopRules({ requiredFromTags: true });

/** `server.RegisterTool("name", "description", func(args T) …)`; a context may stand before the arguments. */
function register(world: World, call: NativeCall, machine: Machine): Value {
  const [name = unknown('name'), description, handler] = call.args;
  const type = parameterType(handler, -1);
  const at = sitesOf(world).of(name, call.at, machine);
  world.recorded.registrations.push({
    idiom: 'register-tool',
    name,
    ...(description !== undefined && { description }),
    ...(type && { inputSchema: schemaOfType(machine, type, RULES) }),
    at,
    flag: currentFlag(machine),
  });
  return null;
}

export const registerTool: Idiom = {
  id: 'register-tool',
  models: (world) => ({
    call: (path) =>
      NEW_SERVER.test(path) ? ({ at }) => externalInstance(path.replace(/\.\w+$/, '.Server'), at) : undefined,
    method: (type, name) =>
      name === 'RegisterTool' && SERVER.test(type)
        ? (call, machine) => register(world, call, machine)
        : undefined,
  }),
};
