// https://github.com/modelcontextprotocol/swift-sdk#tools
import type { JsonFragment } from '../../syntax/json-schema/fragment.ts';
import { schemaFrom } from '../../syntax/program/json.ts';
import { currentFlag, type Machine, type Model } from '../../syntax/program/machine.ts';
import {
  externalInstance,
  type Instance,
  isKind,
  lastName,
  type NativeCall,
  type Value,
} from '../../syntax/program/value.ts';
import { hintsOf } from '../hints.ts';
import type { Idiom, World } from '../idiom.ts';
import { createPlacing, type Placed, place, placesOf } from '../java/places.ts';
import type { Registration } from '../registration.ts';

const ID = 'list-tools';

/** Cases of the SDK's `Value`: JSON is what they hold. */
const VALUE = /^((MCP\.)?Value)?\.(object|array|string|int|double|bool)$|^(MCP\.)?Value$/;
const TOOL = /^(MCP\.)?Tool(\.init)?$/;
const HELD =
  /^(\.init|(MCP\.)?(Server|ListTools\.Result|(Tool\.)?Annotations|Server\.Capabilities(\.\w+)?))$/;

const newInstance =
  (path: string): Model =>
  ({ named, at }) =>
    externalInstance(path, at, named);

interface Ledger {
  made: Map<Instance, Placed>;
  offered: Set<Instance>;
  registered: [Registration, Placed][];
  /** A handler gave a list that only a run would tell. */
  isBlind: boolean;
}

const ledgers = new WeakMap<World['recorded'], Ledger>();

const schemaOf = (value: Value | undefined): JsonFragment | undefined =>
  value === undefined || value === null ? undefined : schemaFrom(value);

function readTool({ fields, at }: Instance): Omit<Registration, 'flag'> {
  const [title, description] = [fields.get('title'), fields.get('description')];
  const [input, output] = [schemaOf(fields.get('inputSchema')), schemaOf(fields.get('outputSchema'))];
  return {
    idiom: ID,
    name: fields.get('name') ?? null,
    ...(title !== undefined && title !== null && { title }),
    ...(description !== undefined && description !== null && { description }),
    ...(input && { inputSchema: input }),
    ...(output && { outputSchema: output }),
    annotations: hintsOf(fields.get('annotations')),
    at,
  };
}

function register(machine: Machine, { recorded }: World, ledger: Ledger, tool: Instance): void {
  if (ledger.offered.has(tool)) return;
  ledger.offered.add(tool);
  const registration = { ...readTool(tool), flag: currentFlag(machine) || machine.flags.get(tool) || '' };
  const placed = ledger.made.get(tool);
  if (placed) ledger.registered.push([registration, placed]);
  recorded.registrations.push(registration);
}

/** The tools a handler's answer lists. */
function offer(machine: Machine, world: World, ledger: Ledger, value: Value): void {
  if (isKind(value, 'list')) {
    if (value.open) ledger.isBlind = true;
    for (const item of value.items) offer(machine, world, ledger, item);
  } else if (isKind(value, 'instance') && ledger.made.has(value)) register(machine, world, ledger, value);
  else if (isKind(value, 'instance') && value.fields.has('tools'))
    offer(machine, world, ledger, value.fields.get('tools') ?? null);
  else if (isKind(value, 'unknown')) ledger.isBlind = true;
}

function models(world: World, ledger: Ledger) {
  const tool: Model = (call, machine) => {
    const made = newInstance('MCP.Tool')(call, machine);
    if (isKind(made, 'instance'))
      ledger.made.set(made, { name: made.fields.get('name') ?? null, places: placesOf(machine, call.at) });
    return made;
  };

  const handler: Model = (call, machine) => {
    const [method] = call.args;
    const block = call.named.get('&') ?? call.named.get('handler') ?? call.args[1];
    const isList = isKind(method, 'external') && lastName(method.path) === 'ListTools';
    if (isList && block !== undefined) {
      const given = { args: [], named: new Map<string, Value>(), typeArgs: [] };
      offer(machine, world, ledger, machine.call(block, given, call.at));
    }
    return call.self;
  };
  return { tool, handler };
}

const first = ({ args, named }: NativeCall): Value => args[0] ?? [...named.values()][0] ?? null;

/** What no handler listed: listed all the same where a handler's list could not be read, else a definition nothing uses. */
function findRest(machine: Machine, world: World, ledger: Ledger): void {
  const names = new Set(world.recorded.registrations.map((each) => each.name));
  for (const tool of ledger.made.keys()) {
    if (ledger.offered.has(tool)) continue;
    const { name, at } = readTool(tool);
    if (ledger.isBlind) register(machine, world, ledger, tool);
    else if (typeof name === 'string' && !names.has(name))
      world.recorded.refusals.push({
        idiom: ID,
        reason: 'never-registered',
        message: `the tool ${name} is defined and no handler lists it`,
        at,
      });
  }
}

function locate(machine: Machine, world: World, { made, registered }: Ledger): void {
  const placing = createPlacing(made.values());
  for (const entry of registered) place(machine, world, placing, entry);
}

/** `Tool(…)` values in the answer of a handler for `ListTools`, however they came there. */
export const listTools: Idiom = {
  id: ID,
  models(world) {
    const ledger: Ledger = { made: new Map(), offered: new Set(), registered: [], isBlind: false };
    ledgers.set(world.recorded, ledger);
    const { tool, handler } = models(world, ledger);
    return {
      call(path) {
        if (TOOL.test(path)) return tool;
        if (VALUE.test(path)) return first;
        return HELD.test(path) ? newInstance(path) : undefined;
      },
      method: (_, name) => (name === 'withMethodHandler' ? handler : undefined),
    };
  },
  find(machine, world) {
    const ledger = ledgers.get(world.recorded);
    if (!ledger) return;
    findRest(machine, world, ledger);
    locate(machine, world, ledger);
  },
};
