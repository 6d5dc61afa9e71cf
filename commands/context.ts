import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from '#data/store/open.ts';
import type { Progress } from './progress.ts';
import type { Settings } from './settings.ts';

/** The project's own folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const DEFAULT_CATALOGUE = join(ROOT, 'data', 'catalog.db');
export const DEFAULT_SITE = join(ROOT, 'site', 'dist');

/** What a command is given beside its own arguments. */
export interface Context {
  settings: Settings;
  progress: Progress;
}

/** The catalogue a command works on: its database, and where that lies. */
export interface Catalogue {
  store: Store;
  path: string;
}
