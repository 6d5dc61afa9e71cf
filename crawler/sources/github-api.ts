import { ReadableStream } from 'node:stream/web';
import { Octokit, RequestError } from 'octokit';
import { z } from 'zod';
import { explainBreak, explainStatus, type Failure, skipWhole } from './far-side.ts';
import { type Request, readDelivery, SCHEME } from './github-snapshot.ts';
import type { SourceSettings } from './settings.ts';
import type { Fetched, Known } from './source.ts';

const HOST = 'GitHub’s API';

/** Asking again gives the same answer; a spent limit takes minutes to come back, and the next crawl is a better time to ask. */
const FINAL_STATUS = [304, 400, 401, 403, 404, 409, 410, 422, 429, 451];
const never = () => false;
const silent = () => undefined;

/** Octokit hands over as bytes what is not declared as UTF-8. */
const asText = (body: unknown) => (body instanceof ArrayBuffer ? new TextDecoder().decode(body) : body);
const Commit = z.preprocess(asText, z.string().regex(/^[0-9a-f]{40,64}$/));
const Tarball = z.instanceof(ReadableStream);

function connect({ githubToken, githubApiUrl, patience }: SourceSettings): Octokit {
  return new Octokit({
    auth: githubToken,
    baseUrl: githubApiUrl,
    userAgent: 'toolrisk',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    retry: {
      doNotRetry: FINAL_STATUS,
      retries: patience.retries,
      retryAfterBaseValue: patience.retryDelayMs,
    },
    throttle: { onRateLimit: never, onSecondaryRateLimit: never },
  });
}

function explain(error: unknown, what: string): Failure {
  if (error instanceof z.ZodError)
    return { reason: 'host-error', message: `${HOST} gave no usable answer about ${what}.` };
  if (!(error instanceof RequestError) || error.response === undefined) return explainBreak(HOST, error);
  const { headers } = error.response;
  const header = (name: string) => headers[name]?.toString();
  // A reference that git cannot read is a 422.
  const status = error.status === 422 ? 404 : error.status;
  return explainStatus({ what, host: HOST, status, header });
}

const isNotModified = (error: unknown): boolean => error instanceof RequestError && error.status === 304;

/** The commit that a ref stands for. A conditional request: an answer of 304 costs nothing of the token's limit. */
async function fetchCommit(
  octokit: Octokit,
  { place, origin }: Request,
  known: Known | null,
  signal: AbortSignal,
) {
  const response = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}', {
    owner: place.owner,
    repo: place.name,
    ref: origin.ref ?? 'HEAD',
    headers: {
      accept: 'application/vnd.github.sha',
      ...(known?.etag ? { 'if-none-match': known.etag } : {}),
    },
    request: { signal },
  });
  return { commit: Commit.parse(response.data), etag: response.headers.etag ?? null };
}

async function fetchTarball(octokit: Octokit, { place }: Request, commit: string, signal: AbortSignal) {
  const response = await octokit.request('GET /repos/{owner}/{repo}/tarball/{ref}', {
    owner: place.owner,
    repo: place.name,
    ref: commit,
    request: { signal, parseSuccessResponseBody: false },
  });
  return Tarball.parse(response.data);
}

/** With a token: two requests for a repository that changed, one for one that did not. */
export function createApiFetch(settings: SourceSettings) {
  const octokit = connect(settings);

  async function fetchChanged(request: Request, known: Known | null): Promise<Fetched> {
    const signal = AbortSignal.timeout(settings.patience.timeoutMs);
    const { commit, etag } = await fetchCommit(octokit, request, known, signal);
    if (known?.snapshot.ref === commit) return { kind: 'unchanged' };
    const body = await fetchTarball(octokit, request, commit, signal);
    return readDelivery(request, { host: HOST, body, commit, etag }, settings.limits);
  }

  return async function fetchByApi(request: Request, known: Known | null): Promise<Fetched> {
    try {
      return await fetchChanged(request, known);
    } catch (error) {
      if (isNotModified(error)) return { kind: 'unchanged' };
      return skipWhole(SCHEME, explain(error, request.origin.id));
    }
  };
}
