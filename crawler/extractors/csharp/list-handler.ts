// https://github.com/modelcontextprotocol/csharp-sdk: WithListToolsHandler and McpServerHandlers.ListToolsHandler

import type { Machine } from '../../syntax/program/machine.ts';
import { isKind, type NativeCall, type Value, withUnknowns } from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { isProtocolTool, offerProtocolTool } from './offer.ts';

/** Asks a handler for its list, and registers what it answers. */
export function askList(machine: Machine, world: World, handler: Value): void {
  if (!isKind(handler, 'closure')) return;
  const { fn } = handler;
  const answer = machine.call(handler, withUnknowns(fn), fn.at);
  const tools = isKind(answer, 'instance') ? (answer.fields.get('Tools') ?? answer) : answer;
  const items = isKind(tools, 'list') ? tools.items : [];
  for (const tool of items)
    if (isProtocolTool(tool)) offerProtocolTool(machine, world, { tool, idiom: 'list-handler' });
  const isUnread = !isKind(tools, 'list') || tools.open || items.some((item) => !isProtocolTool(item));
  if (isUnread)
    world.recorded.refusals.push({
      idiom: 'list-handler',
      reason: 'list-computed',
      message: `the list of tools (line ${fn.at.startLine}) is made at run time`,
      at: fn.at,
    });
}

function withHandler(machine: Machine, world: World, { args, named, self }: NativeCall): Value {
  const [first] = [...args, ...named.values()];
  if (first !== undefined) askList(machine, world, first);
  return self;
}

export const listHandler: Idiom = {
  id: 'list-handler',
  models: (world) => ({
    method: (_type, name) =>
      name === 'WithListToolsHandler' ? (call, machine) => withHandler(machine, world, call) : undefined,
  }),
};
