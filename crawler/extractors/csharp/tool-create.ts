// https://github.com/modelcontextprotocol/csharp-sdk: McpServerTool.Create over a delegate, a method or a function

import type { Machine } from '../../syntax/program/machine.ts';
import {
  asText,
  type Closure,
  externalInstance,
  type Instance,
  isKind,
  type NativeCall,
  unknown,
  type Value,
} from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import type { Registration } from '../registration.ts';
import { methodTool, type Stated } from './definition.ts';
import { hostOf, projectFolder, wasOffered } from './host.ts';
import { offer } from './offer.ts';

/** What the options of a tool, or of the function that it is made of, say. */
function statedIn(values: readonly Value[]): Stated {
  const said = values.flatMap((value) => (isKind(value, 'instance') ? [...value.fields] : []));
  return new Map(said.filter(([, value]) => value !== null));
}

/** A function of Microsoft.Extensions.AI: its delegate, and what it says beside. */
function createFunction({ args, named, at }: NativeCall): Value {
  const [method, ...rest] = args;
  const texts = rest.filter((each) => asText(each) !== undefined);
  const [name = named.get('name'), description = named.get('description')] = texts;
  return externalInstance('AIFunction', at, [
    ['$method', method ?? unknown('method')],
    ...Object.entries({ Name: name, Description: description }).flatMap(([key, value]): [string, Value][] =>
      value === undefined ? [] : [[key, value]],
    ),
    ...statedIn([...rest, ...named.values()]),
  ]);
}

/** A tool that is not yet offered, with what may still be changed on it. */
function createTool(machine: Machine, world: World, call: NativeCall): Value {
  const [first, ...rest] = call.args;
  const wrapped = isKind(first, 'instance') ? first : undefined;
  const method = wrapped ? wrapped.fields.get('$method') : first;
  const options = [...rest, ...call.named.values()].filter((each) => !isKind(each, 'closure'));
  const stated = statedIn([...(wrapped ? [wrapped] : []), ...options]);
  const made = externalInstance('McpServerTool', call.at, [['$method', method ?? null]]);
  const registration = isKind(method, 'closure')
    ? toolOf(machine, world, { method, stated, call })
    : unreadTool(stated, call);
  made.fields.set('ProtocolTool', protocolTool(registration));
  hostOf(world).made.set(made, registration);
  return made;
}

function toolOf(
  machine: Machine,
  world: World,
  { method, stated, call }: { method: Closure; stated: Stated; call: NativeCall },
): Registration {
  const tool = methodTool({ machine, host: hostOf(world) }, method, {
    idiom: 'tool-create',
    stated,
    flag: '',
  });
  const isLambda = method.fn.name === '';
  const name = isLambda && !stated.has('Name') ? unknown('name') : tool.name;
  return { ...tool, name, at: isLambda ? call.at : tool.at };
}

const unreadTool = (stated: Stated, { at }: NativeCall): Registration => ({
  idiom: 'tool-create',
  name: stated.get('Name') ?? unknown('name'),
  ...(stated.has('Description') && { description: stated.get('Description') ?? null }),
  at,
  flag: '',
});

function protocolTool({ name, description, title, at }: Registration): Instance {
  return externalInstance('ProtocolTool', at, [
    ['Name', name],
    ...(description === undefined ? [] : [['Description', description] satisfies [string, Value]]),
    ...(title === undefined ? [] : [['Title', title] satisfies [string, Value]]),
  ]);
}

/** Tools that were made and never offered. Where a server was given what could not be read, they are taken to be it. */
function findRest(machine: Machine, world: World): void {
  const host = hostOf(world);
  for (const [made, { name, at }] of host.made) {
    const method = made.fields.get('$method');
    if (wasOffered(host, made) || (isKind(method, 'closure') && wasOffered(host, method.fn))) continue;
    if (host.blind.has(projectFolder(host.tree, at.path))) {
      offer(machine, world, made, 'tool-create');
      continue;
    }
    world.recorded.refusals.push({
      idiom: 'tool-create',
      reason: 'never-registered',
      message: `${asText(name) ?? 'a tool'} (line ${at.startLine}) is made and no server is given it`,
      at,
    });
  }
}

export const toolCreate: Idiom = {
  id: 'tool-create',
  models: (world) => ({
    call(path) {
      if (/(^|\.)AIFunctionFactory\.Create$/.test(path)) return createFunction;
      return /(^|\.)McpServerTool\.Create$/.test(path)
        ? (call, machine) => createTool(machine, world, call)
        : undefined;
    },
  }),
  find: findRest,
};
