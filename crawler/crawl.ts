import type { Extracted, ExtractedServer } from '#data/schema/extraction.ts';
import type { ReadmeDrift } from '#data/schema/readme.ts';
import type { Server, ServerId } from '#data/schema/server.ts';
import type { Skip, SkipReason } from '#data/schema/skip.ts';
import type { SnapshotRef } from '#data/schema/snapshot.ts';
import { type Attributed, attribute, type Place } from './attribute.ts';
import { type Fetching, fetchFirst } from './fetch-first.ts';
import { readWithDependencies } from './read-dependencies.ts';
import { findReadmeDrift } from './readme/drift.ts';
import { findReadme } from './readme/find-readme.ts';
import type { FileTree } from './snapshot.ts';
import type { Known, Origin } from './sources/source.ts';

/** What to crawl: a server, optionally at a git ref or package version, and what is known of its origins from before. */
export interface Wanted {
  server: Server;
  ref: string | null;
  /** By origin. */
  known: ReadonlyMap<ServerId, Known>;
  /** Where earlier readings of these origins found which server. */
  earlier: readonly Place[];
}

/** A version that was fetched, and how to ask for it again. */
export interface Version {
  ref: SnapshotRef;
  etag: string | null;
}

/** A server that was read. `readme` is null where no README lists its tools. */
export interface CrawledServer extends Attributed {
  readme: ReadmeDrift | null;
}

/** `failed`: nothing could be fetched (`version` null), or nothing read of what was. */
export type Crawled =
  | { kind: 'read'; version: Version; servers: CrawledServer[]; skipped: Skip[] }
  | { kind: 'unchanged'; origin: ServerId }
  | { kind: 'failed'; version: Version | null; skip: Skip; skipped: Skip[] };

/** What a crawl works with: where to fetch from, and what reads a tree. */
export interface Means {
  fetching: Fetching;
  /** `key` names the tree among others, whatever its version: an origin, and what was added to it. */
  extract(tree: FileTree, key: string): Promise<Extracted>;
}

/** Fetches one server from the first of its origins that answers, and reads its tools. Network, but no disk and no database. */
export async function crawl(wanted: Wanted, means: Means): Promise<Crawled> {
  const origins: Origin[] = wanted.server.origins.map((id) => ({ id, ref: wanted.ref }));
  const fetched = await fetchFirst(means.fetching, origins, wanted.known);
  if (fetched.kind === 'unchanged') return { kind: 'unchanged', origin: fetched.origin.id };
  if (fetched.kind === 'failed') return failure(fetched.failed);

  const { snapshot, origin } = fetched;
  const version: Version = { ref: snapshot.ref, etag: fetched.etag };
  const { servers, skipped } = await readWithDependencies(snapshot, means);
  const attributed = attribute(wanted.server, origin.id, servers, wanted.earlier);
  const all = [...fetched.failed, ...snapshot.skipped, ...skipped];
  if (attributed.length > 0) {
    const isOnly = new Set(servers.map(({ path }) => path)).size === 1;
    const read = attributed.map((each) => ({ ...each, readme: readDrift(snapshot, each.extracted, isOnly) }));
    return { kind: 'read', version, servers: read, skipped: all };
  }
  const skip = whyNoServer(origin, skipped);
  return { kind: 'failed', version, skip, skipped: [...new Set([...all, skip])] };
}

function readDrift(tree: FileTree, { path, tools }: ExtractedServer, isOnly: boolean): ReadmeDrift | null {
  const readme = findReadme(tree, path, isOnly);
  return readme === undefined ? null : findReadmeDrift(readme, tools);
}

/** No origin could be fetched: the last one tried says why. */
function failure(failed: Skip[]): Crawled {
  const skip = failed.at(-1);
  if (!skip) throw new TypeError('a server has at least one origin');
  return { kind: 'failed', version: null, skip, skipped: failed };
}

/** Reasons that explain why no server was found, the most telling first. */
const TELLING: readonly SkipReason[] = [
  'extractor-failed',
  'time-limit',
  'list-computed',
  'name-computed',
  'dynamic',
  'in-dependency',
  'unresolved-import',
  'unparsable',
  'unsupported-language',
];

function whyNoServer(origin: Origin, skipped: readonly Skip[]): Skip {
  const telling = TELLING.flatMap((reason) => skipped.find((skip) => skip.reason === reason) ?? [])[0];
  const nothing: Skip = {
    path: '',
    extractor: 'extract',
    reason: 'no-server',
    message: `Nothing in ${origin.id} was recognised as an MCP server.`,
  };
  return telling ?? nothing;
}
