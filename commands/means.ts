import type { Means } from '#crawler/crawl.ts';
import { extract } from '#crawler/extract.ts';
import { createSources } from '#crawler/sources/index.ts';
import type { Settings } from './settings.ts';

/** The sources of one run, and what the run learns of them. */
export function startMeans(settings: Settings): Means {
  return { fetching: { sources: createSources(settings.sources), unreachable: new Map() }, extract };
}
