import { explainBreak, explainStatus, skipWhole } from './far-side.ts';
import { type Request, readDelivery, SCHEME } from './github-snapshot.ts';
import { fetchPatiently } from './patient-fetch.ts';
import type { SourceSettings } from './settings.ts';
import type { Fetched, Known } from './source.ts';

const HOST = 'GitHub’s archive host';

const archivePath = ({ place, origin }: Request): string =>
  [place.owner, place.name, 'tar.gz', ...(origin.ref ?? 'HEAD').split('/')].map(encodeURIComponent).join('/');

/** Without a token: the archive host's tarball, which is no request of the API and counts against none of its limits. */
export async function fetchArchive(
  request: Request,
  known: Known | null,
  settings: SourceSettings,
): Promise<Fetched> {
  const headers = { 'user-agent': 'toolrisk', ...(known?.etag ? { 'if-none-match': known.etag } : {}) };
  const url = `${settings.githubArchiveUrl}/${archivePath(request)}`;
  const response = await fetchPatiently(url, headers, settings.patience);
  if (response instanceof Error) return skipWhole(SCHEME, explainBreak(HOST, response));
  if (response.status === 304) return { kind: 'unchanged' };
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    const header = (name: string) => response.headers.get(name);
    const answer = { what: request.origin.id, host: HOST, status: response.status, header };
    return skipWhole(SCHEME, explainStatus(answer));
  }
  const etag = response.headers.get('etag');
  return readDelivery(request, { host: HOST, body: response.body, commit: null, etag }, settings.limits);
}
