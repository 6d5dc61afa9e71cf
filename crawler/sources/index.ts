import { createGithubSource } from './github.ts';
import { createLocalSource } from './local.ts';
import { createNpmSource } from './npm.ts';
import { createPypiSource } from './pypi.ts';
import type { SourceSettings } from './settings.ts';
import type { Source } from './source.ts';

const SOURCES = [createGithubSource, createNpmSource, createPypiSource, createLocalSource];

/** Every source there is, by the scheme of the ids that it fetches. */
export function createSources(settings: SourceSettings): ReadonlyMap<string, Source> {
  return new Map(SOURCES.map((create) => create(settings)).map((source) => [source.scheme, source]));
}
