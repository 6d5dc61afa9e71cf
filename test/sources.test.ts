import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSources } from '#crawler/sources/index.ts';
import { readSettings } from '#crawler/sources/settings.ts';
import type { Fetched, Known, Origin } from '#crawler/sources/source.ts';
import { ServerId } from '#data/schema/server.ts';
import { readSeeds, toServer } from '#data/seeds/seed.ts';
import { RESET_EPOCH_SECONDS, startGithubServer } from './support/github-server.ts';
import { findDeadUrl } from './support/loopback.ts';
import { startNpmServer } from './support/npm-server.ts';
import {
  COMMIT,
  fetchWith,
  openLocalFolder,
  settingsFor,
  TOKEN,
  WORLDS,
  type World,
} from './support/source-worlds.ts';
import { makeTarball, toEntries } from './support/tarball.ts';

const FILES = {
  'package.json': '{"name":"ledger"}',
  'src/index.ts': 'export {};\n',
  'src/tools/归档.ts': '1',
};

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});
function keepOpen<T extends { close(): Promise<void> }>(closable: T): T {
  opened.push(closable);
  return closable;
}

function expectSnapshot(fetched: Fetched) {
  if (fetched.kind !== 'snapshot') throw new Error(`no snapshot: ${JSON.stringify(fetched)}`);
  const { snapshot, etag } = fetched;
  const files = Object.fromEntries(snapshot.listFiles().map((path) => [path, snapshot.readFile(path)]));
  return { files, snapshot, known: { snapshot: snapshot.ref, etag } satisfies Known };
}

function expectSkip(fetched: Fetched) {
  if (fetched.kind !== 'skip') throw new Error(`no skip: ${fetched.kind}`);
  expect(fetched.skip.message).toMatch(/^\S[^\n]{10,160}\.$/);
  return fetched.skip;
}

describe.each(Object.entries(WORLDS))('%s', (_name, { open }) => {
  let world: World;
  beforeEach(async () => {
    world = keepOpen(await open());
  });

  test('gives every file, and says where it is from', async () => {
    const origin = await world.put(FILES);
    const { files, snapshot } = expectSnapshot(await world.fetch(origin));
    expect(files).toEqual(FILES);
    expect(snapshot.ref.origin).toBe(origin.id);
    expect(snapshot.skipped).toEqual([]);
  });

  test('leaves out what is too large or binary, says so, and gives the rest', async () => {
    const origin = await world.put({ ...FILES, 'src/big.ts': 'x'.repeat(3_000), 'src/odd.ts': 'a\0b' });
    const { files, snapshot } = expectSnapshot(await world.fetch(origin));
    expect(files).toEqual(FILES);
    expect(snapshot.skipped.map(({ path, reason }) => [path, reason])).toEqual([
      ['src/big.ts', 'file-too-large'],
      ['src/odd.ts', 'binary'],
    ]);
  });

  test('has no word about dependencies and pictures', async () => {
    const origin = await world.put({ ...FILES, 'node_modules/left/index.js': '1', 'docs/logo.png': '\0' });
    expect(expectSnapshot(await world.fetch(origin)).files).toEqual(FILES);
  });

  test('says that something is not there', async () => {
    expect(expectSkip(await world.fetch(world.missing)).reason).toBe('not-found');
  });
});

describe.each(Object.entries(WORLDS).filter(([, { remembers }]) => remembers))('%s', (_name, { open }) => {
  test('sends nothing more for what is already known', async () => {
    const world = keepOpen(await open());
    const origin = await world.put(FILES);
    const { known } = expectSnapshot(await world.fetch(origin));
    const before = world.sent();
    expect(await world.fetch(origin, known)).toEqual({ kind: 'unchanged' });
    expect(world.sent()).toBe(before);
  });
});

describe.each(Object.entries(WORLDS).filter(([, { archives }]) => archives))('%s', (_name, { open }) => {
  test('refuses a broken archive', async () => {
    const world = keepOpen(await open());
    const whole = await makeTarball(toEntries({ a: 'x'.repeat(9_000) }, 'package'));
    const origin = await world.put(FILES, whole.subarray(0, whole.length / 2));
    expect(expectSkip(await world.fetch(origin)).reason).toBe('broken-archive');
  });

  test('refuses an archive that inflates beyond its limit', async () => {
    const world = keepOpen(await open());
    const bomb = await makeTarball([{ path: 'package/a.ts', content: Buffer.alloc(20_000_000) }]);
    const origin = await world.put(FILES, bomb);
    expect(expectSkip(await world.fetch(origin)).reason).toBe('snapshot-too-large');
  });
});

describe('the table of sources', () => {
  test('has one for each kind of id', () => {
    const schemes = [...createSources(readSettings({})).keys()];
    expect(schemes.sort()).toEqual(['github', 'local', 'npm']);
    const ids = schemes.map((scheme) => `${scheme}:${scheme === 'npm' ? 'ledger' : 'acme/ledger'}`);
    expect(ids.map((id) => ServerId.safeParse(id).success)).toEqual([true, true, true]);
  });

  test.each(['github:../..', 'github:acme/..', 'npm:../../etc', 'npm:'])('asks nobody for %s', async (id) => {
    const fetch = fetchWith(settingsFor({ GITHUB_ARCHIVE_URL: 'http://127.0.0.1:1' }));
    expect(expectSkip(await fetch({ id, ref: null })).reason).toBe('not-found');
  });

  test.each([
    'file:../secret',
    'npm:other@1',
    'git+ssh://git@example.org/a.git',
    'https://example.org/a.tgz',
  ])('takes no package from %s', async (ref) => {
    const npm = keepOpen(await startNpmServer());
    await npm.put('ledger', { version: '1.0.0', files: FILES });
    const fetch = fetchWith(settingsFor(npm.env));
    expect(expectSkip(await fetch({ id: 'npm:ledger', ref })).reason).toBe('not-found');
  });
});

/** Repositories with a file in every folder that a seed names. */
function layOutSeeds(): { origins: Origin[]; repositories: Map<string, Record<string, string>> } {
  const seeds = readSeeds(readFileSync(new URL('../data/seeds/servers.yml', import.meta.url), 'utf8'));
  const ids = seeds.flatMap((seed) => toServer(seed).origins).filter((id) => id.startsWith('github:'));
  const repositories = new Map<string, Record<string, string>>();
  for (const id of ids) {
    const [owner, name, ...folders] = id.slice('github:'.length).split('/');
    const repository = `${owner}/${name}`;
    const path = [...folders, 'index.ts'].join('/');
    repositories.set(repository, { ...repositories.get(repository), [path]: id });
  }
  return { origins: ids.map((id) => ({ id, ref: null })), repositories };
}

describe('GitHub without a token', () => {
  test('every seed, twice, spends none of the API’s 60 requests', async () => {
    const github = keepOpen(await startGithubServer({ limit: 60 }));
    const { origins, repositories } = layOutSeeds();
    for (const [name, files] of repositories) github.put(name, { files, commit: COMMIT });
    const fetch = fetchWith(settingsFor(github.env));
    for (const origin of origins) {
      const { known, files } = expectSnapshot(await fetch(origin));
      expect(Object.values(files)).toContain(origin.id);
      expect(await fetch(origin, known)).toEqual({ kind: 'unchanged' });
    }
    expect(origins.length).toBeGreaterThan(60);
    expect(github.requests).toMatchObject({ api: 0, archive: 2 * origins.length, counted: 0 });
  });

  test('a commit that moved on is fetched again', async () => {
    const github = keepOpen(await startGithubServer());
    const fetch = fetchWith(settingsFor(github.env));
    const origin = { id: 'github:acme/ledger', ref: null };
    github.put('acme/ledger', { files: FILES, commit: COMMIT });
    const { known } = expectSnapshot(await fetch(origin));
    const moved = COMMIT.replace(/^4/, '5');
    github.put('acme/ledger', { files: { 'a.ts': '2' }, commit: moved });
    const { files, snapshot } = expectSnapshot(await fetch(origin, known));
    expect(files).toEqual({ 'a.ts': '2' });
    expect(snapshot.ref.ref).toBe(moved);
  });

  test('the commit is read from the top folder where the archive has no comment, else it is refused', async () => {
    const github = keepOpen(await startGithubServer());
    const fetch = fetchWith(settingsFor(github.env));
    const origin = { id: 'github:acme/ledger', ref: null };
    const named = await makeTarball(toEntries(FILES, 'acme-ledger-4c1f0e6'));
    github.put('acme/ledger', { files: {}, commit: COMMIT, archive: named });
    expect(expectSnapshot(await fetch(origin)).snapshot.ref.ref).toBe('4c1f0e6');
    const nameless = await makeTarball(toEntries(FILES, 'ledger-main'));
    github.put('acme/ledger', { files: {}, commit: COMMIT, archive: nameless });
    expect(expectSkip(await fetch(origin)).reason).toBe('broken-archive');
  });
});

describe.each([
  ['without a token', {}],
  ['with a token', { GITHUB_TOKEN: TOKEN }],
])('GitHub %s', (_name, auth) => {
  async function open(limit?: number) {
    const github = keepOpen(
      await startGithubServer({ token: TOKEN, ...(limit === undefined ? {} : { limit }) }),
    );
    github.put('acme/ledger', { files: { 'packages/mcp/a.ts': '1', 'shared/b.ts': '2' }, commit: COMMIT });
    return { github, fetch: fetchWith(settingsFor({ ...github.env, ...auth })) };
  }

  test('takes a ref and a folder, gives the whole tree and the commit', async () => {
    const { fetch } = await open();
    const origin = { id: 'github:acme/ledger/packages/mcp', ref: 'main' };
    const { files, snapshot } = expectSnapshot(await fetch(origin));
    expect(Object.keys(files)).toEqual(['packages/mcp/a.ts', 'shared/b.ts']);
    expect(snapshot.ref).toEqual({ origin: origin.id, ref: COMMIT, integrity: null, builtFrom: null });
  });

  test('leaves out what a compiler wrote beside its source', async () => {
    const { github, fetch } = await open();
    const files = { 'src/a.ts': '1', 'build/a.js': '1', 'mcp/dist/b.js': '2', 'mcp/package.json': '{}' };
    github.put('acme/built', { files, commit: COMMIT });
    const found = expectSnapshot(await fetch({ id: 'github:acme/built', ref: null })).files;
    expect(Object.keys(found)).toEqual(['mcp/dist/b.js', 'mcp/package.json', 'src/a.ts']);
  });

  test.each([
    ['github:acme/ledger/packages/none', null],
    ['github:acme/ledger', 'no-such-branch'],
  ])('says that %s at %s is not there', async (id, ref) => {
    const { fetch } = await open();
    expect(expectSkip(await fetch({ id, ref })).reason).toBe('not-found');
  });

  test.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [429, 'rate-limited'],
    [451, 'not-found'],
  ])('takes a %i for final', async (status, reason) => {
    const { github, fetch } = await open();
    github.fail(status);
    expect(expectSkip(await fetch({ id: 'github:acme/ledger', ref: null })).reason).toBe(reason);
    expect(github.requests.api + github.requests.archive).toBe(1);
  });

  test('tries again after a 500, and not for ever', async () => {
    const { github, fetch } = await open();
    github.fail(500, 2);
    expectSnapshot(await fetch({ id: 'github:acme/ledger', ref: null }));
    github.fail(502, 9);
    expect(expectSkip(await fetch({ id: 'github:acme/ledger', ref: null })).reason).toBe('host-error');
  });

  test('says that it cannot be reached', async () => {
    const url = await findDeadUrl();
    const fetch = fetchWith(settingsFor({ GITHUB_API_URL: url, GITHUB_ARCHIVE_URL: url, ...auth }));
    const { reason, message } = expectSkip(await fetch({ id: 'github:acme/ledger', ref: null }));
    expect(reason).toBe('unreachable');
    expect(message).toContain('ECONNREFUSED');
  });
});

describe('GitHub with a token', () => {
  test('spends two requests on a repository, and none on one that did not change', async () => {
    const github = keepOpen(await startGithubServer({ token: TOKEN }));
    github.put('acme/ledger', { files: FILES, commit: COMMIT });
    const fetch = fetchWith(settingsFor({ ...github.env, GITHUB_TOKEN: TOKEN }));
    const origin = { id: 'github:acme/ledger', ref: null };
    const { known } = expectSnapshot(await fetch(origin));
    expect(github.requests).toEqual({ api: 2, archive: 1, counted: 2, sent: 1 });
    expect(await fetch(origin, known)).toEqual({ kind: 'unchanged' });
    expect(github.requests).toEqual({ api: 3, archive: 1, counted: 2, sent: 1 });
  });

  test('says when a spent limit resets, and does not wait for it', async () => {
    const github = keepOpen(await startGithubServer({ token: TOKEN, limit: 0 }));
    const fetch = fetchWith(settingsFor({ ...github.env, GITHUB_TOKEN: TOKEN }));
    const { reason, message } = expectSkip(await fetch({ id: 'github:acme/ledger', ref: null }));
    expect(reason).toBe('rate-limited');
    expect(message).toContain(new Date(RESET_EPOCH_SECONDS * 1000).toISOString());
    expect(github.requests.api).toBe(1);
  });

  test('says that the token is wrong', async () => {
    const github = keepOpen(await startGithubServer({ token: TOKEN }));
    const fetch = fetchWith(settingsFor({ ...github.env, GITHUB_TOKEN: 'another' }));
    const { reason, message } = expectSkip(await fetch({ id: 'github:acme/ledger', ref: null }));
    expect(reason).toBe('unauthorized');
    expect(message).not.toContain('another');
  });
});

describe('the npm registry', () => {
  const origin = { id: 'npm:ledger', ref: null };

  async function open(token?: string) {
    const npm = keepOpen(await startNpmServer(token === undefined ? {} : { token }));
    await npm.put('ledger', { version: '1.0.0', files: { 'a.js': '1' } });
    return { npm, fetch: fetchWith(settingsFor(npm.env)) };
  }

  test('gives version, checksum and the commit that it was built from', async () => {
    const { npm, fetch } = await open();
    await npm.put('ledger', { version: '1.1.0', files: { 'a.js': '2' }, gitHead: COMMIT });
    const { snapshot } = expectSnapshot(await fetch(origin));
    expect(snapshot.ref).toMatchObject({ ref: '1.1.0', builtFrom: COMMIT });
    expect(snapshot.ref.integrity).toMatch(/^sha512-/);
  });

  test('gives the version asked for, and knows none that is not there', async () => {
    const { npm, fetch } = await open();
    await npm.put('ledger', { version: '1.1.0', files: { 'a.js': '2' } });
    expect(expectSnapshot(await fetch({ ...origin, ref: '1.0.0' })).files).toEqual({ 'a.js': '1' });
    expect(expectSkip(await fetch({ ...origin, ref: '9.9.9' })).reason).toBe('not-found');
  });

  test('is asked twice for a package never seen, once for one that did not change', async () => {
    const { npm, fetch } = await open();
    const { known } = expectSnapshot(await fetch(origin));
    expect(npm.requests).toEqual({ packument: 1, tarball: 1 });
    expect(await fetch(origin, known)).toEqual({ kind: 'unchanged' });
    expect(npm.requests).toEqual({ packument: 2, tarball: 1 });
  });

  test('is asked for the tarball where the version is the same and the checksum is not', async () => {
    const { npm, fetch } = await open();
    const { known } = expectSnapshot(await fetch(origin));
    await npm.put('ledger', { version: '1.0.0', files: { 'a.js': 'other' } });
    expect(expectSnapshot(await fetch(origin, known)).files).toEqual({ 'a.js': 'other' });
  });

  test.each([
    ['another archive', () => makeTarball(toEntries({ 'a.js': 'evil' }, 'package'))],
    ['no archive at all', async () => Buffer.from('<title>Sign in</title>')],
  ])('a checksum that does not fit: %s', async (_name, make) => {
    const { npm, fetch } = await open();
    await npm.put('ledger', { version: '2.0.0', files: { 'a.js': '1' }, sentInstead: await make() });
    expect(expectSkip(await fetch(origin)).reason).toBe('integrity-mismatch');
  });

  test('takes the credentials of npm’s configuration', async () => {
    const { npm, fetch } = await open(TOKEN);
    expectSnapshot(await fetch(origin));
    const { [Object.keys(npm.env).at(-1) ?? '']: _token, ...anonymous } = npm.env;
    const refused = expectSkip(await fetchWith(settingsFor(anonymous))(origin));
    expect(refused.reason).toBe('unauthorized');
  });

  test('takes the registry of a scope', async () => {
    const { npm } = await open();
    await npm.put('@acme/ledger', { version: '1.0.0', files: FILES });
    const env = {
      ...npm.env,
      npm_config_registry: await findDeadUrl(),
      'npm_config_@acme:registry': npm.url,
    };
    expectSnapshot(await fetchWith(settingsFor(env))({ id: 'npm:@acme/ledger', ref: null }));
  });

  test.each([
    [403, 'unauthorized', 1],
    [429, 'rate-limited', 3],
    [500, 'host-error', 3],
  ])('answers with %i', async (status, reason, requests) => {
    const { npm, fetch } = await open();
    npm.fail(status, 9);
    expect(expectSkip(await fetch(origin)).reason).toBe(reason);
    expect(npm.requests.packument).toBe(requests);
  });

  test('says that it cannot be reached', async () => {
    const env = { ...(await open()).npm.env, npm_config_registry: await findDeadUrl() };
    expect(expectSkip(await fetchWith(settingsFor(env))(origin)).reason).toBe('unreachable');
  });
});

describe('a folder of this machine', () => {
  async function open(files: Record<string, string>) {
    const world = keepOpen(openLocalFolder());
    const origin = await world.put(files);
    return { origin, fetch: world.fetch, path: origin.id.slice('local:'.length) };
  }

  test('has no version', async () => {
    const { origin, fetch } = await open(FILES);
    const { snapshot } = expectSnapshot(await fetch(origin));
    expect(snapshot.ref).toEqual({ origin: origin.id, ref: null, integrity: null, builtFrom: null });
  });

  test('follows no link, neither to a file nor to a folder', async () => {
    const { origin, fetch, path } = await open(FILES);
    symlinkSync('/etc/passwd', join(path, 'passwd.txt'));
    symlinkSync('/etc', join(path, 'etc'));
    const { files, snapshot } = expectSnapshot(await fetch(origin));
    expect(files).toEqual(FILES);
    expect(snapshot.skipped.map((skip) => [skip.path, skip.reason])).toEqual([
      ['etc', 'link'],
      ['passwd.txt', 'link'],
    ]);
  });

  test('has no build output beside its source', async () => {
    const { origin, fetch } = await open({ ...FILES, 'dist/index.js': '1', 'mcp/dist/b.js': '1' });
    expect(Object.keys(expectSnapshot(await fetch(origin)).files)).toContain('mcp/dist/b.js');
    expect(Object.keys(expectSnapshot(await fetch(origin)).files)).not.toContain('dist/index.js');
  });

  test('is refused where it holds too much', async () => {
    const { origin } = await open(FILES);
    const fetch = (limits: Parameters<typeof settingsFor>[1]) => fetchWith(settingsFor({}, limits))(origin);
    expect(expectSkip(await fetch({ keptBytes: 10 })).reason).toBe('snapshot-too-large');
    expect(expectSkip(await fetch({ entries: 2 })).reason).toBe('too-many-files');
  });

  test('is not a file of another kind', async () => {
    const { path, fetch } = await open(FILES);
    writeFileSync(join(path, 'notes.txt'), '1');
    expect(expectSkip(await fetch({ id: `local:${path}/notes.txt`, ref: null })).reason).toBe('not-found');
  });
});

describe('the settings', () => {
  test('are GitHub itself where nothing is set, and an empty variable is not set', () => {
    const settings = readSettings({ GITHUB_TOKEN: '', GITHUB_API_URL: '' });
    expect(settings).toMatchObject({
      githubToken: null,
      githubApiUrl: 'https://api.github.com',
      githubArchiveUrl: 'https://codeload.github.com',
    });
  });

  test('take an address with a trailing slash', () => {
    expect(readSettings({ GITHUB_API_URL: 'https://ghe.example.org/api/v3/' }).githubApiUrl).toBe(
      'https://ghe.example.org/api/v3',
    );
  });

  test('name the variable that makes no sense', () => {
    expect(() => readSettings({ GITHUB_ARCHIVE_URL: 'codeload' })).toThrow(
      'the environment variable GITHUB_ARCHIVE_URL is not an http(s) address',
    );
  });
});
