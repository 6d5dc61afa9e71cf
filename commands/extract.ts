import { crawl } from '#crawler/crawl.ts';
import type { ExtractedServer } from '#data/schema/extraction.ts';
import type { ReadmeDrift } from '#data/schema/readme.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { Context } from './context.ts';
import type { CrawlTarget } from './crawl.ts';
import { withMeans } from './means.ts';

/** What `extract --json` prints. `ref` is a commit or version, null for a folder. */
export interface ExtractDocument {
  source: string;
  ref: string | null;
  servers: (ExtractedServer & { readme: ReadmeDrift | null })[];
  skipped: Skip[];
}

/** Reads the definitions of a source, without the catalogue. One without any server is an answer; one that cannot be had throws. */
export async function extractSource(target: CrawlTarget, context: Context): Promise<ExtractDocument> {
  const wanted = { ...target, known: new Map(), earlier: [] };
  const crawled = await withMeans(context.settings, null, (means) => crawl(wanted, means));
  const source = target.server.id;
  if (crawled.kind === 'read') {
    const servers = crawled.servers.map(({ extracted, readme }) => ({ ...extracted, readme }));
    return { source, ref: crawled.version.ref.ref, servers, skipped: crawled.skipped };
  }
  if (crawled.kind === 'failed' && crawled.version) {
    return { source, ref: crawled.version.ref.ref, servers: [], skipped: crawled.skipped };
  }
  throw new Error(crawled.kind === 'failed' ? crawled.skip.message : `${source} did not change.`);
}
