// https://github.com/modelcontextprotocol/python-sdk#low-level-server
import { native } from '../../syntax/python/attribute.ts';
import { iterate } from '../../syntax/python/displays.ts';
import { STEP_LIMIT } from '../../syntax/python/interpreter.ts';
import type { Machine } from '../../syntax/python/machine.ts';
import { type Instance, isKind, type NativeCall, UNKNOWN, type Value } from '../../syntax/python/value.ts';
import { currentFlag } from './add-tool.ts';
import { addRegistration, type Registry, type ServerObject, serverOf } from './server.ts';
import { isToolObject } from './tool-object.ts';

/** `@server.list_tools()`, `server.list_tools()(handler)` */
export function listTools(registry: Registry) {
  return (self: Instance): Value =>
    native('list_tools', ({ args: [handler] }) => {
      const server = serverOf(registry, self);
      if (server !== undefined && handler !== undefined) server.listHandlers.push(handler);
      return handler ?? UNKNOWN;
    });
}

const isListRequest = (value: Value | undefined) =>
  value === 'tools/list' || (isKind(value, 'external') && /ListToolsRequest$/.test(value.path));

/** `server.add_request_handler("tools/list", types.PaginatedRequestParams, handler)` of the second generation. */
export function addRequestHandler(registry: Registry) {
  return (self: Instance, call: NativeCall): Value => {
    const given = [...call.args, ...call.kwargs.values()];
    const handler = given.find((value) => isKind(value, 'function') || isKind(value, 'method'));
    if (given.some(isListRequest) && handler !== undefined)
      serverOf(registry, self)?.listHandlers.push(handler);
    return null;
  };
}

/** `server.request_handlers[ListToolsRequest] = handler` */
function handlersOf(self: Instance): Value[] {
  const table = self.attributes.get('request_handlers');
  const entries = isKind(table, 'dict') ? [...table.entries.values()] : [];
  return entries.filter(({ key }) => isListRequest(key)).map(({ value }) => value);
}

/** The list inside what a handler answers: the list itself, `ListToolsResult(tools=…)`, `ServerResult(…)`, `{"tools": …}`. */
export function listedIn(answer: Value, depth = 0): Value | undefined {
  if (isKind(answer, 'list')) return answer;
  if (depth > 3) return undefined;
  if (isKind(answer, 'dict')) return answer.entries.get('string:tools')?.value;
  if (!isKind(answer, 'instance')) return undefined;
  const inner = answer.attributes.get('tools') ?? answer.attributes.get('root') ?? answer.attributes.get('0');
  return inner === undefined ? undefined : listedIn(inner, depth + 1);
}

/** A dict that says what a tool says, as the instance it would be validated into. */
export function toolOfDict(value: Value): Instance | undefined {
  if (!isKind(value, 'dict') || value.site === undefined || !value.entries.has('string:name'))
    return undefined;
  const pairs = [...value.entries.values()].flatMap(({ key, value: held }) =>
    typeof key === 'string' ? [[key, held] as const] : [],
  );
  return {
    kind: 'instance',
    of: { kind: 'external', path: 'mcp.types.Tool' },
    attributes: new Map(pairs),
    site: value.site,
  };
}

function readHandler(machine: Machine, registry: Registry, server: ServerObject, handler: Value): void {
  const site = isKind(handler, 'function')
    ? handler.site
    : isKind(handler, 'method') && handler.callee.kind === 'function'
      ? handler.callee.site
      : server.site;
  machine.refill(STEP_LIMIT, site.source.path);
  const answer = machine.call(handler, { args: [], kwargs: new Map(), open: true }, site);
  const listed = listedIn(answer);
  const { items, open } = listed === undefined ? { items: [], open: true } : iterate(listed);
  for (const item of items) addListed(machine, registry, server, { item, site });
  if (open)
    registry.problems.push({
      site,
      idiom: 'list-tools',
      reason: 'list-computed',
      message: 'part of the list of tools is made at run time',
    });
}

function addListed(
  machine: Machine,
  registry: Registry,
  server: ServerObject,
  { item, site }: { item: Value; site: ServerObject['site'] },
): void {
  const tool = isToolObject(item) ? item : toolOfDict(item);
  if (tool === undefined) {
    registry.problems.push({
      site,
      idiom: 'list-tools',
      reason: 'list-computed',
      message: 'a listed tool is made at run time',
    });
    return;
  }
  const flag =
    (typeof item === 'object' && item !== null ? machine.flagOf.get(item) : undefined) ??
    currentFlag(machine, server);
  addRegistration(server, { tool, site: tool.site, idiom: 'list-tools', flag });
}

/** Asks every low-level server for its list. */
export function askHandlers(machine: Machine, registry: Registry): void {
  for (const server of registry.servers) {
    const handlers = [...server.listHandlers, ...(server.self === undefined ? [] : handlersOf(server.self))];
    for (const handler of new Set(handlers)) readHandler(machine, registry, server, handler);
  }
}
