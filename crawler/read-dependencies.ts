import type { Dependency, Extracted, ExtractedServer, Extraction } from '#data/schema/extraction.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { SnapshotRef } from '#data/schema/snapshot.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import type { Means } from './crawl.ts';
import { unreadDependency } from './extract.ts';
import { fetchFirst } from './fetch-first.ts';
import { mergeServers } from './merge-servers.ts';

/** What a dependency gave. `nothing`: it was read, and no trace of a server is in it. */
type Read =
  | { kind: 'server'; server: ExtractedServer; skipped: Skip[] }
  | { kind: 'nothing'; dependency: Dependency; skipped: Skip[] }
  | { kind: 'unread'; dependency: Dependency; skipped: Skip[] };

function moveTool(tool: ToolDefinition, { location }: Dependency, snapshot: SnapshotRef): ToolDefinition {
  return { ...tool, location, definedIn: { snapshot, location: tool.location } };
}

/** A skip of another package, told at the place that names it. */
const moveSkip = (skip: Skip, { name, location }: Dependency, { ref }: SnapshotRef): Skip => ({
  ...skip,
  path: location.path,
  message: `in ${name}@${ref}${skip.path === '' ? '' : `, ${skip.path}`}: ${skip.message}`,
});

function unread(dependency: Dependency, why: string | null): Read {
  return { kind: 'unread', dependency, skipped: [unreadDependency(dependency, why)] };
}

/** One level deep: where a dependency hands on to another, that is a skip. */
async function readDependency(dependency: Dependency, { fetching, extract }: Means): Promise<Read> {
  const origin = { id: `npm:${dependency.name}`, ref: dependency.version };
  const fetched = await fetchFirst(fetching, [origin], new Map());
  if (fetched.kind !== 'snapshot') return unread(dependency, fetched.failed.at(-1)?.message ?? null);
  const { ref } = fetched.snapshot;
  const { servers, skipped, dependencies } = await extract(fetched.snapshot);
  const deeper = dependencies.map((each) => unreadDependency(each, null));
  const moved = [...skipped, ...deeper].map((skip) => moveSkip(skip, dependency, ref));
  if (servers.length > 0) {
    const merged = mergeServers(servers, dependency.server.path);
    const tools = merged.tools.map((tool) => moveTool(tool, dependency, ref));
    return { kind: 'server', server: { ...merged, ...dependency.server, tools }, skipped: moved };
  }
  if (moved.length > 0) return { kind: 'unread', dependency, skipped: moved };
  return {
    kind: 'nothing',
    dependency,
    skipped: [unreadDependency(dependency, 'nothing in it makes a server')],
  };
}

/** A dependency without a trace of a server hides none, where another one of the same server gave its tools. */
function isBesideThePoint(read: Read, all: readonly Read[]): boolean {
  return (
    read.kind === 'nothing' &&
    all.some((other) => other.kind === 'server' && other.server.path === read.dependency.server.path)
  );
}

/** A list of which another part could not be read is not complete. */
function withDoubt(server: ExtractedServer, all: readonly Read[]): ExtractedServer {
  const isPartial = all.some(
    (other) => other.kind === 'unread' && other.dependency.server.path === server.path,
  );
  return isPartial && server.completeness === 'complete' ? { ...server, completeness: 'partial' } : server;
}

/** Adds what the packages hold to which servers hand their set-up. What cannot be had is a skip. */
export async function readDependencies(extracted: Extracted, means: Means): Promise<Extraction> {
  const { servers, skipped, dependencies } = extracted;
  const reads: Read[] = [];
  for (const dependency of dependencies) reads.push(await readDependency(dependency, means));
  const told = reads.filter((read) => !isBesideThePoint(read, reads));
  return {
    servers: [
      ...servers,
      ...told.flatMap((read) => (read.kind === 'server' ? withDoubt(read.server, reads) : [])),
    ],
    skipped: [...skipped, ...told.flatMap((read) => read.skipped)],
  };
}
