import { schemaFrom } from '../../syntax/program/json.ts';
import type { Model } from '../../syntax/program/machine.ts';
import { currentFlag, type Machine } from '../../syntax/program/machine.ts';
import {
  externalInstance,
  type Instance,
  isKind,
  lastName,
  type NativeCall,
  type Value,
} from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { readHints } from './attribute.ts';

const ID = 'list-result';

const ORDER = ['name', 'inputSchema', 'description', 'annotations'];

function saidOf({ fields }: Instance): ReadonlyMap<string, Value> {
  const placed = fields.get('$args');
  const args = isKind(placed, 'list') ? placed.items : [];
  const byPlace = args.flatMap((value, index) => {
    const name = ORDER[index];
    return name === undefined ? [] : [[name, value] as const];
  });
  return new Map([...byPlace, ...fields]);
}

/** A `Tool` object as it is sent. */
function register(machine: Machine, { recorded }: World, tool: Value): void {
  if (!isKind(tool, 'instance') || tool.of.kind !== 'external' || lastName(tool.of.path) !== 'Tool') return;
  const said = saidOf(tool);
  const [name, description, schema] = ['name', 'description', 'inputSchema'].map((key) => said.get(key));
  recorded.registrations.push({
    idiom: ID,
    name: name ?? null,
    ...(description !== undefined && description !== null && { description }),
    ...(schema !== undefined && { inputSchema: schemaFrom(schema) }),
    annotations: readHints(said.get('annotations')),
    at: tool.at,
    flag: currentFlag(machine),
  });
}

const list =
  (world: World, path: string): Model =>
  (call: NativeCall, machine) => {
    const tools = call.named.get('tools') ?? call.args[0];
    if (isKind(tools, 'list')) for (const tool of tools.items) register(machine, world, tool);
    else
      world.recorded.refusals.push({
        idiom: ID,
        reason: 'list-computed',
        message: 'the list of tools is made at run time',
        at: call.at,
      });
    return externalInstance(path, call.at);
  };

/** Handlers of `tools/list` that answer with `new ListToolsResult([new Tool(…)])`. */
export const listResult: Idiom = {
  id: ID,
  models: (world) => ({
    call: (path) => (lastName(path) === 'ListToolsResult' ? list(world, path) : undefined),
  }),
};
