import type { IncomingMessage } from 'node:http';
import { listen, type Reply } from './loopback.ts';
import { makeGitArchive, toEntries } from './tarball.ts';

/** A repository as served. `archive` replaces what is made from the files: for hostile ones. */
interface ServedRepository {
  files: Readonly<Record<string, string>>;
  /** 40 hex digits. */
  commit: string;
  archive?: Buffer;
}

/** Speaks the parts of GitHub that are used: commits and tarballs by API, tarballs of the archive host; both under one address. */
export interface GithubServer {
  url: string;
  /** What the environment would say for this server to stand in for GitHub. */
  env: { GITHUB_API_URL: string; GITHUB_ARCHIVE_URL: string };
  /** Requests answered so far; `counted` of them were charged to the rate limit, and `sent` of them were answered with an archive. */
  requests: { api: number; archive: number; counted: number; sent: number };
  /** Adds a repository (`owner/name`) or replaces what it holds. */
  put(name: string, repository: ServedRepository): void;
  /** Answers the next requests with this status, for a number of times. */
  fail(status: number, times?: number): void;
  close(): Promise<void>;
}

export interface GithubServerOptions {
  /** The one token that is accepted; API requests without any are served and counted, as GitHub does. */
  token?: string;
  /** API requests per hour. */
  limit?: number;
}

/** When the limit resets, as the server says: any fixed moment will do. */
export const RESET_EPOCH_SECONDS = 1_900_000_000;

const API_ROUTE = /^\/repos\/([^/]+\/[^/]+)\/(commits|tarball)\/(.+)$/;
const ARCHIVE_ROUTE = /^\/([^/]+\/[^/]+)\/(tar\.gz|legacy\.tar\.gz)\/(.+)$/;

interface State {
  repositories: Map<string, ServedRepository>;
  requests: GithubServer['requests'];
  failures: number[];
  token: string | undefined;
  limit: number;
}

type Headers = Record<string, string>;

const json = (status: number, headers: Headers, message: string): Reply => ({
  status,
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

function limitHeaders({ limit, requests }: State): Headers {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - requests.counted)),
    'x-ratelimit-reset': String(RESET_EPOCH_SECONDS),
  };
}

/** A repository whose branch, commit or abbreviated commit is asked for. */
function findRepository(state: State, name: string | undefined, ref: string | undefined) {
  const repository = state.repositories.get(decodeURIComponent(name ?? ''));
  const isKnown =
    ref === 'HEAD' || ref === 'main' || (ref !== undefined && repository?.commit.startsWith(ref));
  return isKnown ? repository : undefined;
}

function serveApi(request: IncomingMessage, state: State, route: RegExpExecArray): Reply {
  state.requests.api += 1;
  const [, name, kind, ref] = route;
  const authorization = request.headers.authorization;
  if (authorization !== undefined && authorization !== `token ${state.token}`)
    return json(401, limitHeaders(state), 'Bad credentials');
  if (state.requests.counted >= state.limit) return json(403, limitHeaders(state), 'API rate limit exceeded');
  const repository = findRepository(state, name, ref);
  const etag = `"commit-${repository?.commit}"`;
  if (repository && authorization !== undefined && request.headers['if-none-match'] === etag)
    return { status: 304, headers: { ...limitHeaders(state), etag } };
  state.requests.counted += 1;
  if (repository === undefined) return json(404, limitHeaders(state), 'Not Found');
  if (kind === 'tarball') {
    const location = `/${name}/legacy.tar.gz/${repository.commit}`;
    return { status: 302, headers: { ...limitHeaders(state), location } };
  }
  const headers = {
    ...limitHeaders(state),
    etag,
    'content-type': 'application/vnd.github.sha; charset=utf-8',
  };
  return { status: 200, headers, body: repository.commit };
}

async function serveArchive(request: IncomingMessage, state: State, route: RegExpExecArray): Promise<Reply> {
  state.requests.archive += 1;
  const [, name = '', kind, ref] = route;
  const repository = findRepository(state, name, ref);
  if (repository === undefined) return { status: 404, body: '404: Not Found' };
  const etag = `W/"archive-${repository.commit}"`;
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  state.requests.sent += 1;
  const [owner, repo] = name.split('/');
  const topFolder =
    kind === 'tar.gz' ? `${repo}-${ref}` : `${owner}-${repo}-${repository.commit.slice(0, 7)}`;
  const body =
    repository.archive ?? (await makeGitArchive(toEntries(repository.files, topFolder), repository.commit));
  return { status: 200, headers: { etag, 'content-type': 'application/x-gzip' }, body };
}

async function serve(request: IncomingMessage, state: State): Promise<Reply> {
  const path = decodeURIComponent(request.url ?? '/');
  const api = API_ROUTE.exec(path);
  const archive = ARCHIVE_ROUTE.exec(path);
  const failure = state.failures.shift();
  if (failure !== undefined) {
    state.requests[api ? 'api' : 'archive'] += 1;
    const headers: Headers = failure === 429 ? { 'retry-after': '60' } : {};
    return json(failure, headers, 'made to fail');
  }
  if (api) return serveApi(request, state, api);
  if (archive) return serveArchive(request, state, archive);
  return json(404, {}, 'Not Found');
}

export async function startGithubServer({
  token,
  limit = 5_000,
}: GithubServerOptions = {}): Promise<GithubServer> {
  const requests = { api: 0, archive: 0, counted: 0, sent: 0 };
  const state: State = { repositories: new Map(), requests, failures: [], token, limit };
  const { url, close } = await listen((request) => serve(request, state));
  return {
    url,
    env: { GITHUB_API_URL: url, GITHUB_ARCHIVE_URL: url },
    requests,
    put: (name, repository) => void state.repositories.set(name, repository),
    fail: (status, times = 1) => void state.failures.push(...Array<number>(times).fill(status)),
    close,
  };
}
