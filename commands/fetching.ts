import type { Fetching } from '#crawler/fetch-first.ts';
import { createSources } from '#crawler/sources/index.ts';
import type { Settings } from './settings.ts';

/** The sources of one run, and what the run learns of them. */
export function startFetching(settings: Settings): Fetching {
  return { sources: createSources(settings.sources), unreachable: new Map() };
}
