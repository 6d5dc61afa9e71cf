import { buildSite } from './build.ts';
import { classifyCatalogue } from './classify.ts';
import type { Catalogue, Context } from './context.ts';
import { count } from './count.ts';
import { type CrawlSummary, type CrawlTarget, crawlServers, renderCrawl } from './crawl.ts';

export interface RefreshSummary extends CrawlSummary {
  classified: number;
  site: 'built' | 'unchanged';
}

/** Crawl, classify, build: only what changed since the last time. */
export async function refresh(
  catalogue: Catalogue,
  targets: readonly CrawlTarget[],
  out: string,
  context: Context,
): Promise<RefreshSummary> {
  const crawled = await crawlServers(catalogue.store, targets, context);
  const classified = await classifyCatalogue(catalogue.store, context);
  const site = await buildSite(catalogue, out, context);
  return { ...crawled, classified, site };
}

/** One sentence on what a refresh did. */
export function renderSummary(done: RefreshSummary): string {
  const site = done.site === 'built' ? 'built' : 'up to date';
  return `${renderCrawl(done)}; ${count(done.classified, 'tool')} classified; the site is ${site}.`;
}
