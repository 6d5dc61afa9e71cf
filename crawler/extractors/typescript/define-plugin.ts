import type { Value } from '../../syntax/javascript/value.ts';
import { registerList } from './low-level-list.ts';
import { asObject, type Idiom } from './registration.ts';

const ID = 'define-plugin';
const DEFINES = /^(?:define|create)(?:Mcp|MCP)?(?:Plugin|Server)$/;
const OF_MCP = /(?:^|[/@-])(?:mcp|modelcontextprotocol)(?:[/-]|$)/;

/** Whether a function is one that a package of the protocol makes servers with. */
const definesServer = (callee: Value): boolean =>
  callee.kind === 'external' && OF_MCP.test(callee.module) && DEFINES.test(callee.path.at(-1) ?? '');

/** `definePlugin({ name, tools: [{ name, description, paramsSchema, handler }] })`, from a package of the protocol */
export const definePlugin: Idiom = {
  id: ID,
  version: 1,
  observe({ kind, callee, args, site }, recorder) {
    const options = kind === 'call' && definesServer(callee) ? asObject(args[0]) : undefined;
    if (!options?.properties.has('tools')) return undefined;
    recorder.nameServer(recorder.member(options, 'name'));
    const list = recorder.member(options, 'tools');
    registerList({ idiom: ID, list, site, guarded: true }, recorder);
    return undefined;
  },
};
