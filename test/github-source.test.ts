import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Origin } from '#crawler/sources/source.ts';
import { readSeeds, toServer } from '#data/seeds/seed.ts';
import { expectSkip, expectSnapshot, keepOpen } from './support/fetched.ts';
import { RESET_EPOCH_SECONDS, startGithubServer } from './support/github-server.ts';
import { findDeadUrl } from './support/loopback.ts';
import { COMMIT, fetchWith, settingsFor, TOKEN } from './support/source-worlds.ts';
import { makeTarball, toEntries } from './support/tarball.ts';

const FILES = {
  'package.json': '{"name":"ledger"}',
  'src/index.ts': 'export {};\n',
  'src/tools/归档.ts': '1',
};

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
