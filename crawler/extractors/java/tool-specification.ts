// https://modelcontextprotocol.io/sdk/java/mcp-server
import type { Machine, Model } from '../../syntax/program/machine.ts';
import { externalInstance, type Instance, isKind, type Value } from '../../syntax/program/value.ts';
import type { Idiom, Known, World } from '../idiom.ts';
import { construct, fluentCall, fluentMethod } from './fluent.ts';
import { locateOffers, offer, offersOf, offerTool } from './offers.ts';
import { placesOf } from './places.ts';
import { isSdkTool, named, readTool } from './tool-value.ts';

const ID = 'tool-specification';

const SDK =
  /^io\.modelcontextprotocol\.|^Mcp|^(Tool|JsonSchema|(Sync|Async)Tool(Specification|Registration))\b/;
const MADE = /(^|[.])(Tool|ToolAnnotations|JsonSchema|\w*Tool(Specification|Registration))$/;
const SERVER = 'io.modelcontextprotocol.server.McpServer.Specification';
const RUNNING = 'io.modelcontextprotocol.server.McpSyncServer';

const isMade = (path: string) => SDK.test(path) && MADE.test(path);

const newInstance =
  (path: string): Model =>
  ({ at }) =>
    externalInstance(path, at);

/** Methods of a server, and of the builder of one, that take tools. */
const TAKES_TOOLS = /^(addTool|addTools|tool|tools|toolCall|toolRegistration|toolRegistrations)$/;

/** Methods that give what they get: tools in another form, a future of them, JSON of a map. */
const PASSES =
  /(^|\.)(McpToolUtils\.to(Sync|Async)Tool(Specifications?|Registrations?)|Mono\.just|Arrays\.asList)$/;
const PASSING_METHODS = /^(writeValueAsString|readValue|convertValue)$/;

function known(world: World): Known {
  const offers = offersOf(world);
  const noting = (model: Model | undefined): Model | undefined =>
    model &&
    ((call, machine) => {
      const made = named(model(call, machine));
      if (isSdkTool(made))
        offers.built.set(made, {
          idiom: ID,
          name: made.fields.get('name') ?? null,
          places: placesOf(machine, made.at),
        });
      return made;
    });

  const take =
    (self: (value: Value | null) => Value): Model =>
    (call, machine) => {
      for (const value of call.args) takeOne(machine, value);
      return self(call.self);
    };
  const takeOne = (machine: Machine, value: Value): void => {
    if (isKind(value, 'unknown')) offers.isBlind = true;
    offer(machine, world, value);
  };

  return {
    call(path) {
      if (/(^|\.)McpServer\.(sync|async)$/.test(path)) return newInstance(SERVER);
      if (PASSES.test(path)) return ({ args }) => args[0] ?? null;
      const isTypes = SDK.test(path);
      return noting(
        (isTypes ? fluentCall(path, MADE) : undefined) ?? (isMade(path) ? construct(path) : undefined),
      );
    },
    method(type, name) {
      if (type === SERVER) {
        if (TAKES_TOOLS.test(name)) return take((self) => self);
        return name === 'build' ? newInstance(RUNNING) : ({ self }) => self;
      }
      if (TAKES_TOOLS.test(name) && (type === '' || /Mcp\w*Server$/.test(type))) return take((self) => self);
      if (PASSING_METHODS.test(name) && /^$|Mapper$/.test(type)) return ({ args }) => args[0] ?? null;
      return SDK.test(type) ? noting(fluentMethod(type, name, MADE)) : undefined;
    },
  };
}

/** A tool of the SDK that no server was seen to get: offered all the same where a server got what could not be followed. */
function findRest(machine: Machine, world: World): void {
  const { built, offered, isBlind } = offersOf(world);
  for (const tool of built.keys()) {
    if (offered.has(tool)) continue;
    if (isBlind) offerTool(machine, world, tool);
    else refuse(world, tool);
  }
  locateOffers(machine, world);
}

function refuse({ recorded }: World, tool: Instance): void {
  const { name, at } = readTool(tool, ID);
  if (typeof name !== 'string' || recorded.registrations.some((each) => each.name === name)) return;
  recorded.refusals.push({
    idiom: ID,
    reason: 'never-registered',
    message: `the tool ${name} is defined and no server gets it`,
    at,
  });
}

/** Tools of the official SDK: `McpSchema.Tool` by constructor or builder, in a specification that a server gets. */
export const toolSpecification: Idiom = { id: ID, models: known, find: findRest };
