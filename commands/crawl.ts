import PQueue from 'p-queue';
import { type Crawled, crawl } from '#crawler/crawl.ts';
import { EXTRACTORS } from '#crawler/extractors/index.ts';
import type { Fetching } from '#crawler/fetch-first.ts';
import type { Known } from '#crawler/sources/source.ts';
import type { Server } from '#data/schema/server.ts';
import type { Skip } from '#data/schema/skip.ts';
import { putCheck } from '#data/store/checks.ts';
import { type Fetch, listFetches, putFetch } from '#data/store/fetches.ts';
import type { Store } from '#data/store/open.ts';
import { type Failure, putFailure, putReading } from '#data/store/readings.ts';
import { dropUnreadServer, listServersReadFrom } from '#data/store/servers.ts';
import type { Context } from './context.ts';
import { count } from './count.ts';
import { startFetching } from './fetching.ts';

/** How many servers are fetched and read side by side: enough to hide the network, few enough to bound memory. */
const CONCURRENCY = 4;

const READERS = EXTRACTORS.map((extractor) => `${extractor.id}@${extractor.version}`).join(' ');

export interface CrawlSummary {
  read: number;
  unchanged: number;
  failed: number;
}

/** What a crawl did, without the full stop. */
export function renderCrawl({ read, unchanged, failed }: CrawlSummary): string {
  return `${count(read, 'server')} read, ${unchanged} unchanged, ${failed} not readable`;
}

/** A server, and the ref or version asked for (null: the newest). */
export interface CrawlTarget {
  server: Server;
  ref: string | null;
}

/** What was fetched before may stay unfetched while it is unchanged, unless other extractors would read it now. */
function knownFrom(fetches: ReadonlyMap<string, Fetch>): ReadonlyMap<string, Known> {
  const current = [...fetches].filter(([, fetch]) => fetch.extractors === READERS);
  return new Map(current.map(([origin, { ref, etag }]) => [origin, { snapshot: ref, etag }]));
}

/** Skips go to the server whose folder they are in, the innermost if folders nest; the others to the first. */
function skipsOf(paths: readonly string[], path: string, skipped: readonly Skip[]): Skip[] {
  const home = (skip: Skip) =>
    paths
      .filter((candidate) => candidate === '' || skip.path.startsWith(`${candidate}/`))
      .sort((a, b) => b.length - a.length)[0] ?? paths[0];
  return skipped.filter((skip) => home(skip) === path);
}

type Read = Extract<Crawled, { kind: 'read' }>;

async function storeReading(
  store: Store,
  { version, servers, skipped }: Read,
  wanted: Server,
): Promise<void> {
  const paths = servers.map(({ extracted }) => extracted.path);
  const readAt = new Date().toISOString();
  for (const { server, extracted } of servers) {
    await putReading(store, {
      server,
      ref: version.ref,
      extractors: READERS,
      extracted,
      skipped: skipsOf(paths, extracted.path, skipped),
      readAt,
    });
  }
  if (!servers.some(({ server }) => server.id === wanted.id)) await dropUnreadServer(store, wanted.id);
}

/** A look that brought nothing new concerns every server that the same origins gave before. */
async function storeLook(db: Store, server: Server, failure: Skip | null): Promise<void> {
  const checkedAt = new Date().toISOString();
  const earlier: Server[] = await listServersReadFrom(db, server.origins);
  for (const { id: serverId } of earlier.length > 0 ? earlier : [server]) {
    await putCheck(db, { serverId, checkedAt, outcome: failure ? 'failed' : 'unchanged' }, failure);
  }
}

async function storeFailure(db: Store, server: Server, failure: Failure): Promise<void> {
  const checkedAt = new Date().toISOString();
  const earlier: Server[] = await listServersReadFrom(db, server.origins);
  for (const known of earlier.length > 0 ? earlier : [server])
    await putFailure(db, known, failure, checkedAt);
}

interface Outcome {
  kind: keyof CrawlSummary;
  line: string;
}

async function store(
  db: Store,
  { server }: CrawlTarget,
  crawled: Crawled,
  fetches: ReadonlyMap<string, Fetch>,
): Promise<Outcome> {
  if (crawled.kind === 'unchanged') {
    const failure = fetches.get(crawled.origin)?.failure ?? null;
    await storeLook(db, server, failure);
    return failure ? { kind: 'failed', line: failure.message } : { kind: 'unchanged', line: 'unchanged' };
  }
  const failure = crawled.kind === 'failed' ? crawled.skip : null;
  if (crawled.kind === 'read') await storeReading(db, crawled, server);
  else await storeFailure(db, server, crawled);
  if (crawled.version) await putFetch(db, { ...crawled.version, extractors: READERS, failure });
  return { kind: crawled.kind, line: describe(crawled) };
}

function describe(crawled: Exclude<Crawled, { kind: 'unchanged' }>): string {
  if (crawled.kind === 'failed') return crawled.skip.message;
  const tools = crawled.servers.reduce((sum, { extracted }) => sum + extracted.tools.length, 0);
  return `${count(tools, 'tool')} from ${crawled.version.ref.origin}`;
}

async function crawlOne(db: Store, target: CrawlTarget, fetching: Fetching): Promise<Outcome> {
  const fetches = await listFetches(db, target.server.origins);
  const known = target.ref === null ? knownFrom(fetches) : new Map();
  const crawled = await crawl({ ...target, known }, fetching);
  return store(db, target, crawled, fetches);
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
