import PQueue from 'p-queue';
import { type Crawled, crawl, type Wanted } from '#crawler/crawl.ts';
import { EXTRACTORS } from '#crawler/extractors/index.ts';
import type { Fetching } from '#crawler/fetch-first.ts';
import type { Known } from '#crawler/sources/source.ts';
import type { Server } from '#data/schema/server.ts';
import type { Skip } from '#data/schema/skip.ts';
import { putCheck } from '#data/store/checks.ts';
import type { Store } from '#data/store/open.ts';
import { type Failure, putFailure, putReading } from '#data/store/readings.ts';
import { dropUnreadServer, listServersReadFrom } from '#data/store/servers.ts';
import { findSnapshotOfOrigins, type StoredSnapshot } from '#data/store/snapshots.ts';
import { type Context, startFetching } from './context.ts';
import { count } from './count.ts';

/** How many servers are fetched and read side by side: enough to hide the network, few enough to bound memory. */
const CONCURRENCY = 4;

const READERS = EXTRACTORS.map((extractor) => `${extractor.id}@${extractor.version}`).join(' ');

export interface CrawlSummary {
  read: number;
  unchanged: number;
  failed: number;
}

/** A server, and the ref or version asked for (null: the newest). */
export interface CrawlTarget {
  server: Server;
  ref: string | null;
}

function knownFrom(snapshot: StoredSnapshot | undefined): Known | null {
  if (!snapshot || snapshot.extractors !== READERS) return null;
  return { snapshot: snapshot.ref, etag: snapshot.etag };
}

/** Skips go to the server whose folder they are in, the innermost if folders nest; the others to the first. */
function skipsOf(paths: readonly string[], path: string, skipped: readonly Skip[]): Skip[] {
  const home = (skip: Skip) =>
    paths
      .filter((candidate) => candidate === '' || skip.path.startsWith(`${candidate}/`))
      .sort((a, b) => b.length - a.length)[0] ?? paths[0];
  return skipped.filter((skip) => home(skip) === path);
}

async function storeReading(store: Store, crawled: Extract<Crawled, { kind: 'read' }>): Promise<string> {
  const paths = crawled.servers.map(({ extracted }) => extracted.path);
  const readAt = new Date().toISOString();
  for (const { server, extracted } of crawled.servers) {
    await putReading(store, {
      server,
      ref: crawled.ref,
      etag: crawled.etag,
      extractors: READERS,
      extracted,
      skipped: skipsOf(paths, extracted.path, crawled.skipped),
      readAt,
    });
  }
  const tools = crawled.servers.reduce((sum, { extracted }) => sum + extracted.tools.length, 0);
  return `${count(tools, 'tool')} from ${crawled.ref.origin}`;
}

/** A look that brought nothing new concerns every server that the same origins gave before. */
async function storeLook(db: Store, server: Server, failure: Failure | null): Promise<void> {
  const checkedAt = new Date().toISOString();
  const earlier: Server[] = await listServersReadFrom(db, server.origins);
  for (const known of earlier.length > 0 ? earlier : [server]) {
    if (failure) await putFailure(db, known, failure, checkedAt);
    else await putCheck(db, { serverId: known.id, checkedAt, outcome: 'unchanged' }, null);
  }
}

async function store(db: Store, server: Server, crawled: Crawled): Promise<string> {
  if (crawled.kind === 'read') {
    const line = await storeReading(db, crawled);
    if (!crawled.servers.some((attributed) => attributed.server.id === server.id)) {
      await dropUnreadServer(db, server.id);
    }
    return line;
  }
  await storeLook(db, server, crawled.kind === 'failed' ? crawled : null);
  return crawled.kind === 'failed' ? crawled.skip.message : 'unchanged';
}

async function crawlOne(db: Store, target: CrawlTarget, fetching: Fetching) {
  const earlier = target.ref === null ? await findSnapshotOfOrigins(db, target.server.origins) : undefined;
  const wanted: Wanted = { ...target, known: knownFrom(earlier) };
  const crawled = await crawl(wanted, fetching);
  return { kind: crawled.kind, line: await store(db, target.server, crawled) };
}

/** Crawls servers into the catalogue. One that fails is recorded and never stops the others. */
export async function crawlServers(
  db: Store,
  targets: readonly CrawlTarget[],
  context: Context,
): Promise<CrawlSummary> {
  const summary: CrawlSummary = { read: 0, unchanged: 0, failed: 0 };
  const fetching = startFetching(context.settings);
  const job = context.progress.begin('Crawling', targets.length);
  const queue = new PQueue({ concurrency: CONCURRENCY });
  await queue.addAll(
    targets.map((target) => async () => {
      const { kind, line } = await crawlOne(db, target, fetching);
      summary[kind] += 1;
      job.step(`${target.server.name}: ${line}`);
    }),
  );
  job.end();
  return summary;
}
