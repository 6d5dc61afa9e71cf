// https://modelcontextprotocol.io/specification/2026-07-28/server/tools#listing-tools : servers that answer `tools/list` by hand
import type { SyntaxNode } from '../../syntax/node.ts';
import { iterate } from '../../syntax/python/displays.ts';
import { STEP_LIMIT } from '../../syntax/python/interpreter.ts';
import type { Machine } from '../../syntax/python/machine.ts';
import { type Dict, type Instance, isKind, type Value } from '../../syntax/python/value.ts';
import { toolOfDict } from './list-tools.ts';
import { addRegistration, openServer, type Registry } from './server.ts';
import { functionOf, isToolObject } from './tool-object.ts';

const speaksOfList = ({ source }: SyntaxNode) => /["']tools\/list["']/.test(source.text);

/** Whether what runs now answers `tools/list`: it is asked for it, or a file that speaks of it is running. */
const isAnswering = (machine: Machine, registry: Registry, site: SyntaxNode) =>
  registry.asking || speaksOfList(site) || machine.frames.some(({ func }) => speaksOfList(func.node));

const hasSchema = ({ attributes }: Instance) =>
  attributes.has('inputSchema') || attributes.has('input_schema');

/** Notes a dict `{"tools": [{"name": …, "inputSchema": …}, …]}` that answers `tools/list`: the answer of a server without an SDK. */
export function noteAnswer(machine: Machine, registry: Registry, value: Dict): void {
  const listed = value.entries.get('string:tools')?.value;
  const { site } = value;
  if (site === undefined || !isKind(listed, 'list') || !isAnswering(machine, registry, site)) return;
  const tools = listed.items
    .map((item) => (isToolObject(item) ? item : toolOfDict(item)))
    .filter((tool) => tool !== undefined)
    .filter(hasSchema);
  if (tools.length === 0) return;
  if (iterate(listed).open) noteOpen(registry, site);
  const self: Instance = {
    kind: 'instance',
    of: { kind: 'external', path: 'json-rpc' },
    attributes: new Map(),
    site,
  };
  const depth = machine.conditions.length;
  const server = openServer(registry, self, { kind: 'json-rpc', family: 'mcp', name: undefined, depth });
  for (const tool of tools)
    addRegistration(server, { tool, site: tool.site, idiom: 'json-rpc', flag: machine.flagOf.get(tool) });
}

function noteOpen(registry: Registry, site: SyntaxNode): void {
  registry.problems.push({
    site,
    idiom: 'json-rpc',
    reason: 'list-computed',
    message: 'part of the answer to tools/list is made at run time',
  });
}

/** Notes the function that a table of methods keeps under `tools/list`. */
export function noteMethod(registry: Registry, key: Value, value: Value): void {
  if (key === 'tools/list' && functionOf(value) !== undefined) registry.answers.add(value);
}

/** Asks every such function for its list, once all that may fill it has run. */
export function askAnswers(machine: Machine, registry: Registry): void {
  for (const answer of registry.answers) {
    const site = functionOf(answer)?.site;
    if (site === undefined) continue;
    machine.refill(STEP_LIMIT, site.source.path);
    const before = registry.servers.length;
    registry.asking = true;
    machine.call(answer, { args: [], kwargs: new Map(), open: true }, site);
    registry.asking = false;
    if (registry.servers.length === before) noteOpen(registry, site);
  }
}
