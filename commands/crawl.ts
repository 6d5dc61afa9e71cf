import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { crawl, type Means } from '#crawler/crawl.ts';
import { READERS } from '#crawler/extractors/index.ts';
import type { Known } from '#crawler/sources/source.ts';
import type { Server } from '#data/schema/server.ts';
import { type Fetch, listFetches } from '#data/store/fetches.ts';
import type { Store } from '#data/store/open.ts';
import { listPlaces } from '#data/store/snapshots.ts';
import type { Context } from './context.ts';
import { count } from './count.ts';
import { withMeans } from './means.ts';
import { type Outcome, record } from './record.ts';

/** How many servers are on their way at a time: enough to keep every core reading, few enough to bound memory and to be no burden. */
const CONCURRENCY = Math.min(Math.max(4, availableParallelism() + 2), 8);

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

/** A reading that was ended because it took too long may have shared its machine with too many. */
const mayPass = ({ failure }: Fetch): boolean =>
  failure?.reason === 'time-limit' && failure.extractor === 'extract';

/** What was fetched before may stay unfetched while it is unchanged, unless reading it now may give something else. */
export function knownFrom(fetches: ReadonlyMap<string, Fetch>): ReadonlyMap<string, Known> {
  const current = [...fetches].filter(([, fetch]) => fetch.extractors === READERS && !mayPass(fetch));
  return new Map(current.map(([origin, { ref, etag }]) => [origin, { snapshot: ref, etag }]));
}

async function crawlOne(db: Store, target: CrawlTarget, means: Means): Promise<Outcome> {
  const fetches = await listFetches(db, target.server.origins);
  const known = target.ref === null ? knownFrom(fetches) : new Map();
  const earlier = await listPlaces(db, target.server.origins);
  const crawled = await crawl({ ...target, known, earlier }, means);
  return record(db, target.server, crawled, fetches);
}

/** Crawls servers into the catalogue. One that fails is recorded and never stops the others. */
export async function crawlServers(
  db: Store,
  targets: readonly CrawlTarget[],
  context: Context,
): Promise<CrawlSummary> {
  const summary: CrawlSummary = { read: 0, unchanged: 0, failed: 0 };
  const job = context.progress.begin('Crawling', targets.length);
  const queue = new PQueue({ concurrency: CONCURRENCY });
  await withMeans(context.settings, db, (means) =>
    queue.addAll(
      targets.map((target) => async () => {
        const { kind, line } = await crawlOne(db, target, means);
        summary[kind] += 1;
        job.step(`${target.server.name}: ${line}`);
      }),
    ),
  );
  job.end();
  return summary;
}
