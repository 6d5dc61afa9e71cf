import type { Completeness, ExtractedServer } from '#data/schema/extraction.ts';
import type { Server, ServerId } from '#data/schema/server.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';

/** What was read, and the catalogue's server that it belongs to. */
export interface Attributed {
  server: Server;
  extracted: ExtractedServer;
}

const LEAST_SURE: readonly Completeness[] = ['complete', 'partial', 'unknown'];

function leastSure(servers: readonly ExtractedServer[]): Completeness {
  const found = LEAST_SURE.findLast((state) => servers.some((server) => server.completeness === state));
  return found ?? 'unknown';
}

function firstOfEachName(tools: readonly ToolDefinition[]): ToolDefinition[] {
  return [...new Map(tools.toReversed().map((tool) => [tool.name, tool])).values()].reverse();
}

/** Several readings of what is one server, as one. The largest gives name and language. */
function merge(servers: readonly ExtractedServer[], path: string): ExtractedServer {
  const [largest] = servers.toSorted((a, b) => b.tools.length - a.tools.length);
  if (!largest) throw new TypeError('there is nothing to merge');
  const tools = firstOfEachName(servers.flatMap((server) => server.tools));
  return { ...largest, path, tools, completeness: leastSure(servers) };
}

function folderOf(id: ServerId): string {
  return id.startsWith('github:') ? id.split('/').slice(2).join('/') : '';
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** `github:owner/name` of `github:owner/name/folder`; other ids as they are. */
function repositoryOf(id: ServerId): string {
  return id.startsWith('github:') ? id.split('/').slice(0, 2).join('/') : id;
}

function split(server: Server, folder: string, own: readonly ExtractedServer[]): Attributed[] {
  const paths = [...new Set(own.map((candidate) => candidate.path))].sort();
  return paths.map((path) => {
    const here = own.filter((candidate) => candidate.path === path);
    const extracted = merge(here, path);
    if (path === folder) return { server, extracted };
    const id = `${repositoryOf(server.id)}/${path}`;
    return { server: { ...server, id, name: extracted.name, origins: [id] }, extracted };
  });
}

/**
 * Says which server of the catalogue each extracted one is. A package is one server whatever its inner layout, and so is a
 * repository with a single one; where there are several, each gets the repository's id with its own folder behind it.
 */
export function attribute(
  server: Server,
  origin: ServerId,
  extracted: readonly ExtractedServer[],
): Attributed[] {
  const folder = folderOf(origin);
  const own = extracted.filter((candidate) => isBelow(candidate.path, folder));
  const [first] = own;
  if (!first) return [];
  const alone = own.every((candidate) => candidate.path === first.path);
  if (alone || origin.startsWith('npm:')) {
    const merged = merge(own, alone ? first.path : '');
    // A folder's or a file's own name says little; what the code calls itself says more.
    const name = origin.startsWith('local:') ? merged.name : server.name;
    return [{ server: { ...server, name }, extracted: merged }];
  }
  return split(server, folder, own);
}
