// https://github.com/modelcontextprotocol/kotlin-sdk#server

import { invokeOn } from '../../syntax/kotlin/builtins/collections.ts';
import { currentFlag, type Machine, type Model } from '../../syntax/program/machine.ts';
import { externalInstance, isKind, type NativeCall, type Value } from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { createPlacing, type Placed, place, placesOf } from '../java/places.ts';
import type { Registration } from '../registration.ts';
import { byName, constructorOf, isSdk, isTool, readStated } from './sdk.ts';

const ID = 'add-tool';
const SERVER = 'io.modelcontextprotocol.kotlin.sdk.server.Server';

const ORDER = ['name', 'description', 'inputSchema', 'title', 'outputSchema', 'toolAnnotations'];

/** A server; its block is what it begins with. */
const makeServer: Model = (call, machine) => {
  const server: Value = externalInstance(SERVER, call.at);
  const block = call.named.get('&');
  if (block !== undefined) invokeOn(machine, block, server, [server]);
  return server;
};

interface Made {
  registration: Registration;
  placed: Placed;
}

function createAddTool({ recorded }: World, all: Made[]) {
  function register(
    machine: Machine,
    stated: ReadonlyMap<string, Value>,
    at: NativeCall['at'],
    flag = '',
  ): void {
    const registration: Registration = {
      ...readStated(stated),
      idiom: ID,
      at,
      flag: flag || currentFlag(machine),
    };
    all.push({ registration, placed: { name: registration.name, places: placesOf(machine, at) } });
    recorded.registrations.push(registration);
  }

  /** A tool, or a tool with what answers its calls, alone or in a list. */
  function registerValue(machine: Machine, value: Value | undefined, at: NativeCall['at']): void {
    if (isKind(value, 'list')) for (const item of value.items) registerValue(machine, item, at);
    else if (isTool(value)) register(machine, value.fields, value.at, machine.flags.get(value));
    else if (isKind(value, 'instance')) registerValue(machine, value.fields.get('tool'), at);
    if (isKind(value, 'unknown') || (isKind(value, 'list') && value.open))
      recorded.refusals.push({
        idiom: ID,
        reason: 'list-computed',
        message: 'a list of tools is made at run time',
        at,
      });
  }

  const addTool: Model = (call, machine) => {
    const fields = byName(call, ORDER);
    const [first] = call.args;
    const tool = call.named.get('tool') ?? first;
    if (isTool(tool)) registerValue(machine, tool, call.at);
    else if (fields.has('name')) register(machine, fields, call.at);
    return null;
  };

  const addTools: Model = (call, machine) => {
    registerValue(machine, call.args[0] ?? [...call.named.values()][0], call.at);
    return null;
  };

  const answer: Model = (call, machine) => {
    registerValue(machine, byName(call, ['tools']).get('tools'), call.at);
    return null;
  };

  return { addTool, addTools, answer };
}

/** Puts every tool where it is defined, once all are known. */
function locate(machine: Machine, world: World, all: readonly Made[]): void {
  const placing = createPlacing(all.map((each) => each.placed));
  for (const { registration, placed } of all) place(machine, world, placing, [registration, placed]);
}

const known = new WeakMap<World['recorded'], Made[]>();

/** `server.addTool(…)`, `addTools(listOf(RegisteredTool(…)))`, and a handler's `ListToolsResult(tools = …)`. */
export const addTool: Idiom = {
  id: ID,
  models(world) {
    const all: Made[] = [];
    known.set(world.recorded, all);
    const models = createAddTool(world, all);
    return {
      call(path) {
        if (!isSdk(path) && path !== 'addTool') return undefined;
        if (/(^|\.)Server$/.test(path)) return makeServer;
        if (/(^|\.)ListToolsResult$/.test(path)) return models.answer;
        return constructorOf(path);
      },
      method(type, name) {
        if (type !== '' && !/(^|\.)(Server|ServerSession)$/.test(type)) return undefined;
        if (name === 'addTool') return models.addTool;
        return name === 'addTools' ? models.addTools : undefined;
      },
    };
  },
  find(machine, world) {
    locate(machine, world, known.get(world.recorded) ?? []);
  },
};
