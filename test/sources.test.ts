import { beforeEach, describe, expect, test } from 'vitest';
import { createSources } from '#crawler/sources/index.ts';
import { readSettings } from '#crawler/sources/settings.ts';
import { ServerId } from '#data/schema/server.ts';
import { expectSkip, expectSnapshot, keepOpen } from './support/fetched.ts';
import { listen, type Reply } from './support/loopback.ts';
import { startNpmServer } from './support/npm-server.ts';
import { COMMIT, fetchWith, settingsFor, TOKEN, WORLDS, type World } from './support/source-worlds.ts';
import { toEntries } from './support/tarball.ts';

const FILES = {
  'package.json': '{"name":"ledger"}',
  'src/index.ts': 'export {};\n',
  'src/tools/归档.ts': '1',
};

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

const PACKED = Object.entries(WORLDS).flatMap(([name, { open, pack }]) =>
  pack ? [{ name, open, pack }] : [],
);

describe.each(PACKED)('$name', ({ open, pack }) => {
  test('refuses a broken archive', async () => {
    const world = keepOpen(await open());
    const whole = await pack(toEntries({ a: 'x'.repeat(9_000) }, 'package'));
    const origin = await world.put(FILES, whole.subarray(0, whole.length / 2));
    expect(expectSkip(await world.fetch(origin)).reason).toBe('broken-archive');
  });

  test('reads nothing that a link or an odd path leads to', async () => {
    const world = keepOpen(await open());
    const archive = await pack([
      { path: `ledger-${COMMIT}/a.ts`, content: '1' },
      { path: `ledger-${COMMIT}/b.ts`, header: { type: 'symlink', linkname: '/etc/passwd' } },
      { path: `ledger-${COMMIT}/../../c.ts`, content: '2' },
      { path: '/d.ts', content: '3' },
    ]);
    const origin = await world.put(FILES, archive);
    const { files, snapshot } = expectSnapshot(await world.fetch(origin));
    expect(Object.values(files)).toEqual(['1']);
    expect(snapshot.skipped.map(({ reason }) => reason).sort()).toEqual([
      'link',
      'unsafe-path',
      'unsafe-path',
    ]);
  });

  test('refuses an archive that inflates beyond its limit', async () => {
    const world = keepOpen(await open());
    const bomb = await pack([{ path: 'package/a.ts', content: Buffer.alloc(20_000_000) }]);
    const origin = await world.put(FILES, bomb);
    expect(expectSkip(await world.fetch(origin)).reason).toBe('snapshot-too-large');
  });
});

describe('the table of sources', () => {
  test('has one for each kind of id', () => {
    const schemes = [...createSources(readSettings({})).keys()];
    expect(schemes.sort()).toEqual(['github', 'local', 'npm', 'pypi']);
    const ids = schemes.map((scheme) => `${scheme}:${/npm|pypi/.test(scheme) ? 'ledger' : 'acme/ledger'}`);
    expect(ids.map((id) => ServerId.safeParse(id).success)).toEqual([true, true, true, true]);
  });

  test.each(['github:../..', 'github:acme/..', 'npm:../../etc', 'npm:', 'pypi:../etc', 'pypi:'])(
    'asks nobody for %s',
    async (id) => {
      const fetch = fetchWith(
        settingsFor({ GITHUB_ARCHIVE_URL: 'http://127.0.0.1:1', PIP_INDEX_URL: 'http://127.0.0.1:1' }),
      );
      expect(expectSkip(await fetch({ id, ref: null })).reason).toBe('not-found');
    },
  );

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

describe('a host that never answers', () => {
  test.each([
    ['github:acme/ledger', {}],
    ['github:acme/ledger', { GITHUB_TOKEN: TOKEN }],
    ['npm:ledger', {}],
    ['pypi:ledger', {}],
  ])('%s %j is waited for, and not for ever', async (id, auth) => {
    const { url } = keepOpen(await listen(() => new Promise<Reply>(() => undefined)));
    const env = {
      GITHUB_API_URL: url,
      GITHUB_ARCHIVE_URL: url,
      npm_config_registry: url,
      PIP_INDEX_URL: url,
      ...auth,
    };
    const settings = settingsFor(env);
    const fetch = fetchWith({ ...settings, patience: { ...settings.patience, timeoutMs: 200 } });
    expect(expectSkip(await fetch({ id, ref: null })).reason).toBe('time-limit');
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

  test('take pip’s index, or else uv’s', () => {
    const uv = 'https://uv.example.org/simple';
    expect(readSettings({ UV_DEFAULT_INDEX: uv }).pypi).toEqual({ url: uv, authorization: null });
    const pip = 'https://acme:p%40ss@pip.example.org/simple/';
    expect(readSettings({ UV_DEFAULT_INDEX: uv, PIP_INDEX_URL: pip }).pypi).toEqual({
      url: 'https://pip.example.org/simple',
      authorization: `Basic ${Buffer.from('acme:p@ss').toString('base64')}`,
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
