import type { Completeness, ExtractedServer } from '#data/schema/extraction.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';

const LEAST_SURE: readonly Completeness[] = ['complete', 'partial', 'unknown'];

function leastSure(servers: readonly ExtractedServer[]): Completeness {
  const found = LEAST_SURE.findLast((state) => servers.some((server) => server.completeness === state));
  return found ?? 'unknown';
}

function firstOfEachName(tools: readonly ToolDefinition[]): ToolDefinition[] {
  return [...new Map(tools.toReversed().map((tool) => [tool.name, tool])).values()].reverse();
}

/** Several readings of what is one server, as one. The largest gives name and language. Throws where there is none. */
export function mergeServers(servers: readonly ExtractedServer[], path: string): ExtractedServer {
  const [largest] = servers.toSorted((a, b) => b.tools.length - a.tools.length);
  if (!largest) throw new TypeError('there is nothing to merge');
  const tools = firstOfEachName(servers.flatMap((server) => server.tools));
  return { ...largest, path, tools, completeness: leastSure(servers) };
}
