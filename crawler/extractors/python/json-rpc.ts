// https://modelcontextprotocol.io/specification/2026-07-28/server/tools#listing-tools : servers that answer `tools/list` by hand
import type { Machine } from '../../syntax/python/machine.ts';
import { type Dict, isKind } from '../../syntax/python/value.ts';
import { toolOfDict } from './list-tools.ts';
import { addRegistration, openServer, type Registry } from './server.ts';

/**
 * Notes a dict `{"tools": [{"name": …, "inputSchema": …}, …]}` that is made in a file that speaks of `tools/list`: the answer of a
 * server without an SDK.
 */
export function noteAnswer(machine: Machine, registry: Registry, value: Dict): void {
  const listed = value.entries.get('string:tools')?.value;
  if (value.site === undefined || !isKind(listed, 'list') || listed.items.length === 0) return;
  if (!/["']tools\/list["']/.test(value.site.source.text)) return;
  const tools = listed.items.map(toolOfDict).filter((tool) => tool !== undefined);
  const complete = tools.filter(
    (tool) => tool.attributes.has('inputSchema') || tool.attributes.has('input_schema'),
  );
  if (complete.length === 0) return;
  const self = {
    kind: 'instance' as const,
    of: { kind: 'external' as const, path: 'json-rpc' },
    attributes: new Map(),
    site: value.site,
  };
  const server = openServer(registry, self, {
    kind: 'json-rpc',
    family: 'mcp',
    name: undefined,
    depth: machine.conditions.length,
  });
  for (const tool of complete)
    addRegistration(server, { tool, site: tool.site, idiom: 'json-rpc', flag: machine.flagOf.get(tool) });
}
