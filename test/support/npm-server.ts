import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type Reply } from './loopback.ts';
import { makeTarball, toEntries } from './tarball.ts';

/** A version of a package as served; the newest one put is tagged `latest`. */
interface ServedPackage {
  version: string;
  files: Readonly<Record<string, string>>;
  gitHead?: string;
  /** Address of the repository that the package says it is made in. */
  repository?: string;
  /** Replaces what is made from the files: for hostile archives. Its checksum is right. */
  archive?: Buffer;
  /** Sent instead of the archive whose checksum is stated. */
  sentInstead?: Buffer;
}

/** Speaks the parts of a registry that are used: package documents in both forms, and tarballs. */
export interface NpmServer {
  url: string;
  /** What the environment would say for this server to be npm's registry. */
  env: Record<string, string>;
  requests: { packument: number; tarball: number };
  put(name: string, served: ServedPackage): Promise<void>;
  /** Answers the next requests with this status, for a number of times. */
  fail(status: number, times?: number): void;
  close(): Promise<void>;
}

export interface NpmServerOptions {
  /** Where given, requests without this token are refused. */
  token?: string;
}

interface Version {
  manifest: Record<string, unknown>;
  sent: Buffer;
}

const TARBALL_ROUTE = /^\/(.+)\/-\/(.+)\.tgz$/;
const SHORT_FORM = 'application/vnd.npm.install-v1+json';

const json = (status: number, body: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function toDocument(name: string, versions: ReadonlyMap<string, Version>, isShort: boolean) {
  const manifests = [...versions].map(([version, { manifest }]) => {
    const { gitHead: _gitHead, ...short } = manifest;
    return [version, isShort ? short : manifest] as const;
  });
  return {
    name,
    'dist-tags': { latest: [...versions.keys()].at(-1) },
    versions: Object.fromEntries(manifests),
  };
}

async function makeVersion(url: string, name: string, served: ServedPackage): Promise<Version> {
  const { version, files, gitHead, repository } = served;
  const archive = served.archive ?? (await makeTarball(toEntries(files, 'package')));
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  const dist = { tarball: `${url}/${name}/-/${name.split('/').at(-1)}-${version}.tgz`, integrity };
  return {
    manifest: {
      name,
      version,
      dist,
      ...(gitHead === undefined ? {} : { gitHead }),
      ...(repository === undefined ? {} : { repository: { type: 'git', url: repository } }),
    },
    sent: served.sentInstead ?? archive,
  };
}

export async function startNpmServer({ token }: NpmServerOptions = {}): Promise<NpmServer> {
  const packages = new Map<string, Map<string, Version>>();
  const requests = { packument: 0, tarball: 0 };
  const failures: number[] = [];

  function serve(request: IncomingMessage): Reply {
    const path = decodeURIComponent(request.url ?? '/');
    const tarball = TARBALL_ROUTE.exec(path);
    requests[tarball ? 'tarball' : 'packument'] += 1;
    const failure = failures.shift();
    if (failure !== undefined) return json(failure, { error: 'made to fail' });
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
      return json(401, { error: 'unauthorized' });
    const name = tarball?.[1] ?? path.slice(1);
    const versions = packages.get(name);
    if (versions === undefined) return json(404, { error: 'not_found' });
    if (!tarball)
      return json(200, toDocument(name, versions, request.headers.accept?.includes(SHORT_FORM) ?? false));
    const version = [...versions].find(([id]) => tarball[2]?.endsWith(`-${id}`))?.[1];
    if (version === undefined) return json(404, { error: 'not_found' });
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: version.sent };
  }

  const { url, close } = await listen(serve);
  const host = url.replace('http:', '');
  return {
    url,
    env: {
      npm_config_registry: url,
      npm_config_userconfig: join(tmpdir(), 'no-user-npmrc'),
      npm_config_globalconfig: join(tmpdir(), 'no-global-npmrc'),
      npm_config_noproxy: '127.0.0.1',
      ...(token === undefined ? {} : { [`npm_config_${host}/:_authToken`]: token }),
    },
    requests,
    async put(name, served) {
      const version = await makeVersion(url, name, served);
      const versions = packages.get(name) ?? new Map<string, Version>();
      packages.set(name, versions.set(served.version, version));
    },
    fail: (status, times = 1) => void failures.push(...Array<number>(times).fill(status)),
    close,
  };
}
