import type { SourceSettings } from './settings.ts';
import type { Source } from './source.ts';

type Load = () => Promise<(settings: SourceSettings) => Source>;

/** Where code comes from, by the scheme of the ids. */
const SOURCES: Record<string, Load> = {
  github: async () => (await import('./github.ts')).createGithubSource,
  npm: async () => (await import('./npm.ts')).createNpmSource,
  pypi: async () => (await import('./pypi.ts')).createPypiSource,
  local: async () => (await import('./local.ts')).createLocalSource,
};

/** Loaded on first use: to read a folder nobody need wait for the libraries of GitHub and npm. */
function onFirstUse(scheme: string, load: Load, settings: SourceSettings): Source {
  let loading: Promise<Source> | undefined;
  return {
    scheme,
    async fetch(origin, known) {
      loading ??= load().then((create) => create(settings));
      return (await loading).fetch(origin, known);
    },
  };
}

/** Every source there is, by the scheme of the ids that it fetches. */
export const createSources = (settings: SourceSettings): ReadonlyMap<string, Source> =>
  new Map(Object.entries(SOURCES).map(([scheme, load]) => [scheme, onFirstUse(scheme, load, settings)]));
