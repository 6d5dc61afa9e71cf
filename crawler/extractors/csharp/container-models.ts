import { typeOfObject } from '../../syntax/csharp/builtins/reflection.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import {
  asText,
  external,
  isKind,
  type NativeCall,
  unknown,
  type Value,
} from '../../syntax/program/value.ts';
import type { Known, World } from '../idiom.ts';
import { hostOf } from './host.ts';
import { isServerTool, offer } from './offer.ts';
import { addService, getService, listOf, makeType, nameOfType } from './services.ts';

const ADDS = /^(Try)?Add(Keyed)?(Singleton|Scoped|Transient)$/;
const GETS = /^Get(Required)?(Keyed)?Service$/;

/** Puts something into the container. A tool among the services is a tool of the server. */
function add(machine: Machine, world: World, call: NativeCall): Value {
  const added = addService(machine, hostOf(world).container, call);
  if (added !== undefined && isServerTool(machine, added)) offer(machine, world, added, 'tool-create');
  return call.self;
}

const asked = (machine: Machine, { typeArgs: [type], args, scope }: NativeCall): Value =>
  type
    ? machine.resolveType(type, scope)
    : (args.map(typeOfObject).find((each) => each !== undefined) ?? unknown('service'));

function get(machine: Machine, world: World, call: NativeCall): Value {
  const type = asked(machine, call);
  return getService(machine, hostOf(world).container, type) ?? unknown(nameOfType(type) ?? 'service');
}

function create(machine: Machine, world: World, call: NativeCall): Value {
  const type = asked(machine, call);
  const given = call.args.slice(1).filter((each) => typeOfObject(each) === undefined);
  return isKind(type, 'type') ? makeType(machine, hostOf(world).container, type, given) : unknown('service');
}

/** Settings are unknown under their own name. */
const setting = ({ args: [name] }: NativeCall): Value => unknown(asText(name) ?? '');

/** Tools that are services by their type: `AddSingleton<McpServerTool, ArchiveTool>()`. */
export function offerServices(machine: Machine, world: World): void {
  const { container } = hostOf(world);
  const tools = listOf(container, external('McpServerTool'), machine);
  offer(machine, world, tools, 'tool-create');
}

/** What the container and the configuration of a host do. */
export const containerModels = (world: World): Known => ({
  call: (path) =>
    /(^|\.)ActivatorUtilities\.(CreateInstance|GetServiceOrCreateInstance)$/.test(path)
      ? (call, machine) => create(machine, world, call)
      : undefined,
  method(_type, name) {
    if (ADDS.test(name)) return (call, machine) => add(machine, world, call);
    if (GETS.test(name)) return (call, machine) => get(machine, world, call);
    if (name === 'GetServices')
      return (call, machine) => listOf(hostOf(world).container, asked(machine, call), machine);
    return /^(GetValue|GetSection|GetRequiredSection)$/.test(name) ? setting : undefined;
  },
});
