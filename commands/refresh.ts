import { buildSite } from './build.ts';
import { classifyCatalogue } from './classify.ts';
import type { Catalogue, Context } from './context.ts';
import { type CrawlSummary, type CrawlTarget, crawlServers } from './crawl.ts';

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
export function renderSummary({ read, unchanged, failed, classified, site }: RefreshSummary): string {
  const servers = `${read} servers read, ${unchanged} unchanged, ${failed} not readable`;
  return `${servers}; ${classified} tools classified; the site was ${site === 'built' ? 'built' : 'up to date'}.`;
}
