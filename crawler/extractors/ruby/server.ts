import type { Location } from '#data/schema/location.ts';
import { currentFlag, type Machine, type Model, under } from '../../syntax/program/machine.ts';
import { externalInstance, isKind, type Value } from '../../syntax/program/value.ts';
import type { Known, World } from '../idiom.ts';
import { definedTool } from './define-tool.ts';
import { registerClass } from './tool-class.ts';
import { forgedTool } from './tool-forge.ts';

const SERVERS: ReadonlySet<string> = new Set([
  'MCP.Server',
  'ModelContextProtocol.Server',
  'FastMcp.Server',
  'FastMCP.Server',
]);

const ADDING = /^(register_tools?|add_tool|tools=)$/;

/** What servers list: the tools they are made with, and those registered later. */
export function serverModels({ recorded }: World): Known {
  function register(machine: Machine, value: Value, at: Location): void {
    if (isKind(value, 'list')) for (const item of value.items) registerItem(machine, item, at);
    else if (isKind(value, 'type')) registerClass(machine, recorded, value);
    else if (!isKind(value, 'instance') || !registerInstance(machine, value))
      recorded.refusals.push({
        idiom: 'tool-class',
        reason: 'list-computed',
        message: 'a list of tools is made at run time',
        at,
      });
  }

  function registerItem(machine: Machine, item: Value, at: Location): void {
    const flag = typeof item === 'object' && item !== null ? machine.flags.get(item) : undefined;
    if (flag === undefined) register(machine, item, at);
    else under(machine, flag, () => register(machine, item, at));
  }

  function registerInstance(machine: Machine, instance: Extract<Value, { kind: 'instance' }>): boolean {
    const tool = definedTool(instance) ?? forgedTool(instance);
    if (tool) recorded.registrations.push({ ...tool, flag: currentFlag(machine) });
    return tool !== undefined;
  }

  const newServer =
    (path: string): Model =>
    (call, machine) => {
      const tools = call.named.get('tools');
      if (tools !== undefined) register(machine, tools, call.at);
      return externalInstance(path, call.at);
    };

  const addTools: Model = ({ args, at }, machine) => {
    for (const value of args) register(machine, value, at);
    return null;
  };

  return {
    call: (path) => {
      const server = path.endsWith('.new') ? path.slice(0, -'.new'.length) : '';
      return SERVERS.has(server) ? newServer(server) : undefined;
    },
    method: (type, name) => ((type === '' || SERVERS.has(type)) && ADDING.test(name) ? addTools : undefined),
  };
}
