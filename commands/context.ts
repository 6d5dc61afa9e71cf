import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fetching } from '#crawler/fetch-first.ts';
import { createSources } from '#crawler/sources/index.ts';
import type { Settings } from '#crawler/sources/settings.ts';
import type { Progress } from './progress.ts';

/** The project's own folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const DEFAULT_CATALOGUE = join(ROOT, 'data', 'catalog.db');
export const DEFAULT_SITE = join(ROOT, 'site', 'dist');

/** What every command that touches the catalogue is given. */
export interface Context {
  /** Path of the catalogue's database. */
  catalogue: string;
  settings: Settings;
  progress: Progress;
}

export function startFetching(settings: Settings): Fetching {
  return { sources: createSources(settings), unreachable: new Map() };
}
