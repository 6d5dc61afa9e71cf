import { skipWhole } from './far-side.ts';
import { createApiFetch } from './github-api.ts';
import { fetchArchive } from './github-archive.ts';
import { type Request, SCHEME } from './github-snapshot.ts';
import { isGitRef, parseGithubId } from './parse-origin.ts';
import type { SourceSettings } from './settings.ts';
import type { Fetched, Known, Origin, Source } from './source.ts';

/** `github:owner/name[/folder]`, at a branch, tag or commit. With a token by the API, without one by the archive host alone. */
export function createGithubSource(settings: SourceSettings): Source {
  const fetchByApi = settings.githubToken === null ? undefined : createApiFetch(settings);

  async function fetch(origin: Origin, known: Known | null): Promise<Fetched> {
    const place = parseGithubId(origin.id);
    if (place === undefined || (origin.ref !== null && !isGitRef(origin.ref))) {
      const message = `${origin.id}${origin.ref === null ? '' : `@${origin.ref}`} names no repository of GitHub.`;
      return skipWhole(SCHEME, { reason: 'not-found', message });
    }
    const request: Request = { origin, place };
    return fetchByApi === undefined ? fetchArchive(request, known, settings) : fetchByApi(request, known);
  }

  return { scheme: SCHEME, fetch };
}
