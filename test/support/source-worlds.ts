import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSources } from '#crawler/sources/index.ts';
import { DEFAULT_LIMITS } from '#crawler/sources/limits.ts';
import { readSettings, type SourceSettings } from '#crawler/sources/settings.ts';
import type { Fetched, Known, Origin } from '#crawler/sources/source.ts';
import { startGithubServer } from './github-server.ts';
import { startNpmServer } from './npm-server.ts';
import { startPypiServer } from './pypi-server.ts';
import { makeTarball, toEntries } from './tarball.ts';
import { makeZip } from './zip.ts';

export const COMMIT = '4c1f0e6b5a2d9873c0ffee1234567890abcdef12';
export const TOKEN = 'loopback-token';

type Files = Readonly<Record<string, string>>;

/** One kind of place to fetch from, with a far side of our own behind it. */
export interface World {
  /** Puts files there, or an archive instead of what would be made of them. */
  put(files: Files, archive?: Buffer): Promise<Origin>;
  /** Something that is not there. */
  missing: Origin;
  fetch(origin: Origin, known?: Known | null): Promise<Fetched>;
  /** Archives that were sent so far. */
  sent(): number;
  close(): Promise<void>;
}

/** Settings as the environment given makes them, with limits and patience that suit a test. */
export function settingsFor(
  env: Record<string, string>,
  limits: Partial<SourceSettings['limits']> = {},
): SourceSettings {
  return {
    ...readSettings(env),
    limits: { ...DEFAULT_LIMITS, fileBytes: 2_000, inflatedBytes: 1_000_000, ...limits },
    patience: { timeoutMs: 5_000, retries: 2, retryDelayMs: 5 },
  };
}

/** Fetches as the crawler does: from the source that the id's scheme names. */
export function fetchWith(settings: SourceSettings) {
  const sources = createSources(settings);
  return async (origin: Origin, known: Known | null = null): Promise<Fetched> => {
    const source = sources.get(origin.id.split(':', 1).join());
    if (source === undefined) throw new Error(`no source for ${origin.id}`);
    return source.fetch(origin, known);
  };
}

async function openGithub(token: string | undefined): Promise<World> {
  const server = await startGithubServer({ token: TOKEN });
  const settings = settingsFor({ ...server.env, ...(token === undefined ? {} : { GITHUB_TOKEN: token }) });
  return {
    async put(files, archive) {
      server.put('acme/ledger', { files, commit: COMMIT, ...(archive === undefined ? {} : { archive }) });
      return { id: 'github:acme/ledger', ref: null };
    },
    missing: { id: 'github:acme/nothing', ref: null },
    fetch: fetchWith(settings),
    sent: () => server.requests.sent,
    close: server.close,
  };
}

async function openNpm(): Promise<World> {
  const server = await startNpmServer();
  return {
    async put(files, archive) {
      await server.put('@acme/ledger', {
        version: '1.2.0',
        files,
        ...(archive === undefined ? {} : { archive }),
      });
      return { id: 'npm:@acme/ledger', ref: null };
    },
    missing: { id: 'npm:@acme/nothing', ref: null },
    fetch: fetchWith(settingsFor(server.env)),
    sent: () => server.requests.tarball,
    close: server.close,
  };
}

async function openPypi(kind: 'sdist' | 'wheel', form: 'json' | 'html'): Promise<World> {
  const server = await startPypiServer({ form });
  return {
    async put(files, archive) {
      const packed = archive === undefined ? {} : { archive };
      await server.put('archive-ledger', { version: '1.2.0', files, kind, ...packed });
      return { id: 'pypi:archive-ledger', ref: null };
    },
    missing: { id: 'pypi:nothing', ref: null },
    fetch: fetchWith(settingsFor(server.env)),
    sent: () => server.requests.file,
    close: server.close,
  };
}

function openFolder(put: (folder: string, files: Files, archive?: Buffer) => Promise<string>): World {
  const folder = mkdtempSync(join(tmpdir(), 'source-'));
  return {
    put: async (files, archive) => ({ id: `local:${await put(folder, files, archive)}`, ref: null }),
    missing: { id: `local:${folder}/nothing`, ref: null },
    fetch: fetchWith(settingsFor({})),
    sent: () => 0,
    close: async () => rmSync(folder, { recursive: true }),
  };
}

async function putFolder(folder: string, files: Files): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function putTgz(folder: string, files: Files, archive?: Buffer): Promise<string> {
  const path = join(folder, 'ledger.tgz');
  writeFileSync(path, archive ?? (await makeTarball(toEntries(files, 'package'))));
  return path;
}

export const openLocalFolder = (): World => openFolder(putFolder);

/** `pack` makes the archives that are read from there, null where none are; whether an unchanged origin is known again. */
interface Way {
  open: () => Promise<World>;
  pack: typeof makeTarball | null;
  remembers: boolean;
}

/** Every way there is to fetch, by name. */
export const WORLDS: Record<string, Way> = {
  'GitHub’s archive host': { open: () => openGithub(undefined), pack: makeTarball, remembers: true },
  'GitHub’s API': { open: () => openGithub(TOKEN), pack: makeTarball, remembers: true },
  'the npm registry': { open: openNpm, pack: makeTarball, remembers: true },
  'an index of Python packages': {
    open: () => openPypi('sdist', 'json'),
    pack: makeTarball,
    remembers: true,
  },
  'an index that speaks HTML': { open: () => openPypi('sdist', 'html'), pack: makeTarball, remembers: true },
  'a wheel': { open: () => openPypi('wheel', 'json'), pack: makeZip, remembers: true },
  'a folder': { open: async () => openLocalFolder(), pack: null, remembers: false },
  'a .tgz': { open: async () => openFolder(putTgz), pack: makeTarball, remembers: false },
};
