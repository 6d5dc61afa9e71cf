import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type ArchiveOptions, readArchive } from '#crawler/sources/archive.ts';
import { DEFAULT_LIMITS, type Limits } from '#crawler/sources/limits.ts';
import { makeGitArchive, makeTar, makeTarball, type TarEntry, toEntries } from './support/tarball.ts';

const COMMIT = '4c1f0e6b5a2d9873c0ffee1234567890abcdef12';

async function read(
  bytes: Uint8Array,
  limits: Partial<Limits> = {},
  topFolder: ArchiveOptions['topFolder'] = 'strip',
) {
  const options = { extractor: 'npm', limits: { ...DEFAULT_LIMITS, ...limits }, topFolder };
  return readArchive(Readable.from([bytes], { objectMode: false }), options);
}

async function readFiles(
  bytes: Uint8Array,
  limits: Partial<Limits> = {},
  topFolder?: ArchiveOptions['topFolder'],
) {
  const reading = await read(bytes, limits, topFolder);
  if (reading.kind !== 'files') throw new Error(reading.message);
  return { ...reading, files: Object.fromEntries(reading.files) };
}

const readEntries = async (entries: TarEntry[], limits: Partial<Limits> = {}) =>
  readFiles(await makeTarball(entries), limits);

const pathsOf = async (entries: TarEntry[]) => Object.keys((await readEntries(entries)).files);

describe('what is kept', () => {
  test('files without their top folder, whatever it is called', async () => {
    const reading = await readEntries(toEntries({ 'src/ledger.ts': 'a', 'README.md': 'b' }, 'ledger-tools'));
    expect(reading.files).toEqual({ 'src/ledger.ts': 'a', 'README.md': 'b' });
    expect(reading.topFolder).toBe('ledger-tools');
    expect(reading.skipped).toEqual([]);
  });

  test('the commit of a git archive', async () => {
    const reading = await readFiles(
      await makeGitArchive(toEntries({ 'a.ts': '1' }, 'ledger-4c1f0e6'), COMMIT),
    );
    expect(reading.commit).toBe(COMMIT);
    expect(reading.files).toEqual({ 'a.ts': '1' });
  });

  test('no commit where there is none, or one that is no commit', async () => {
    expect((await readEntries(toEntries({ 'a.ts': '1' }, 'p'))).commit).toBeNull();
    const odd = await makeGitArchive(toEntries({ 'a.ts': '1' }, 'p'), 'main');
    expect((await readFiles(odd)).commit).toBeNull();
  });

  test.each([
    'package.json',
    'package-lock.json',
    'bun.lock',
    'Cargo.toml',
    'go.mod',
    'README',
    'server.json',
    'a.py',
    'a.go',
    'a.rs',
    'a.java',
    'a.kt',
    'a.cs',
    'a.php',
    'a.rb',
    'a.tsx',
    'a.d.ts',
    'a.graphql',
    'a.yaml',
    'Dockerfile',
    'a.snap',
  ])('%s', async (path) => {
    expect(await pathsOf([{ path: `p/x/${path}`, content: 'text' }])).toEqual([`x/${path}`]);
  });

  test.each([
    'node_modules/left-pad/index.js',
    '.git/config',
    'logo.PNG',
    'font.woff2',
    'index.js.map',
    'grammar.wasm',
    'bun.lockb',
    'demo.mp4',
    'x/__pycache__/a.py',
    'x/node_modules/.bin/run',
  ])('not %s, and without a word', async (path) => {
    const reading = await readEntries([
      { path: `p/${path}`, content: 'x\0y' },
      { path: 'p/a.ts', content: '1' },
    ]);
    expect(Object.keys(reading.files)).toEqual(['a.ts']);
    expect(reading.skipped).toEqual([]);
  });

  test('names in any script, and names of object properties', async () => {
    const names = ['台账/归档.ts', 'naïve/é.ts', '🧾/ledger.ts', '__proto__/constructor.ts', 'has space.ts'];
    expect(await pathsOf(names.map((name) => ({ path: `p/${name}`, content: '1' })))).toEqual(names);
  });

  test('the last of two files of one path, as unpacking would leave it', async () => {
    const reading = await readEntries([
      { path: 'p/a.ts', content: 'strip' },
      { path: 'p/./a.ts', content: 'second' },
    ]);
    expect(reading.files).toEqual({ 'a.ts': 'second' });
  });

  test('long paths, which tar keeps in headers of their own', async () => {
    const path = `${'deep/'.repeat(60)}ledger.ts`;
    expect(await pathsOf([{ path: `p/${path}`, content: '1' }])).toEqual([path]);
  });

  test('the top folder where it is asked for', async () => {
    const bytes = await makeTarball([
      { path: 'src/a.ts', content: '1' },
      { path: 'package.json', content: '{}' },
    ]);
    expect((await readFiles(bytes, {}, 'keep')).files).toEqual({ 'src/a.ts': '1', 'package.json': '{}' });
  });

  test('an empty archive is empty', async () => {
    expect((await readEntries([])).files).toEqual({});
  });
});

describe('what is refused, file by file', () => {
  test.each([
    ['p/../../etc/passwd', 'Its path leaves its folder.'],
    ['/etc/passwd', 'Its path is absolute.'],
    ['C:/windows/a.ts', 'Its path is absolute.'],
    ['p\\..\\a.ts', 'Its path has backslashes.'],
    ['p/a\u202Ests.ts', 'Its path has control characters.'],
    ['p/a\u001b[2J.ts', 'Its path has control characters.'],
    [`p/${'x'.repeat(600)}`, 'Its path is longer than 512 characters.'],
  ])('the path %j', async (path, message) => {
    const reading = await readEntries([
      { path, content: 'root' },
      { path: 'p/a.ts', content: '1' },
    ]);
    expect(reading.files).toEqual({ 'a.ts': '1' });
    expect(reading.skipped).toMatchObject([{ reason: 'unsafe-path', message, extractor: 'npm' }]);
    expect(reading.skipped[0]?.path).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test.each([
    ['symlink', 'link'],
    ['link', 'link'],
    ['character-device', 'unsafe-path'],
    ['fifo', 'unsafe-path'],
  ] as const)('a %s', async (type, reason) => {
    const reading = await readEntries([
      { path: 'p/passwd', header: { type, linkname: '/etc/passwd', size: 0 } },
      { path: 'p/a.ts', content: '1' },
    ]);
    expect(reading.files).toEqual({ 'a.ts': '1' });
    expect(reading.skipped).toMatchObject([{ path: 'passwd', reason }]);
  });

  test('binary content and text that is not UTF-8', async () => {
    const reading = await readEntries([
      { path: 'p/nul.ts', content: 'a\0b' },
      { path: 'p/latin.ts', content: Buffer.from([0x61, 0xe9, 0x62]) },
      { path: 'p/a.ts', content: '1' },
    ]);
    expect(Object.keys(reading.files)).toEqual(['a.ts']);
    expect(reading.skipped.map(({ path, reason }) => [path, reason])).toEqual([
      ['latin.ts', 'binary'],
      ['nul.ts', 'binary'],
    ]);
  });

  test('a file of 200 MB; the rest is read', async () => {
    const reading = await readEntries([
      { path: 'p/huge.ts', content: Buffer.alloc(200_000_000, 'x') },
      { path: 'p/a.ts', content: '1' },
    ]);
    expect(reading.files).toEqual({ 'a.ts': '1' });
    expect(reading.skipped).toMatchObject([
      { path: 'huge.ts', reason: 'file-too-large', message: 'The file has 200000000 bytes.' },
    ]);
  });

  test('more refusals than can be listed are counted', async () => {
    const links = Array.from({ length: 5 }, (_, at) => ({
      path: `p/l${at}`,
      header: { type: 'symlink' as const, linkname: 'x', size: 0 },
    }));
    const { skipped } = await readEntries(links, { skipsPerReason: 2 });
    expect(skipped.map(({ path, message }) => [path, message])).toEqual([
      ['', '3 more were left out for this reason.'],
      ['l0', 'Links are not followed.'],
      ['l1', 'Links are not followed.'],
    ]);
  });
});

describe('what is refused as a whole', () => {
  const refusals: [string, () => Promise<Uint8Array>, Partial<Limits>, string][] = [
    [
      'a gzip bomb',
      async () => gzipSync(Buffer.alloc(50_000_000)),
      { inflatedBytes: 1_000_000 },
      'snapshot-too-large',
    ],
    [
      'a tar of one huge file',
      () => makeTarball([{ path: 'p/a.ts', content: Buffer.alloc(3_000_000) }]),
      { inflatedBytes: 1_000_000 },
      'snapshot-too-large',
    ],
    [
      'too much text',
      () => makeTarball(toEntries({ a: 'x'.repeat(60), b: 'y'.repeat(60) }, 'p')),
      { keptBytes: 100 },
      'snapshot-too-large',
    ],
    [
      'too many entries',
      () => makeTarball(toEntries({ a: '1', b: '2', c: '3' }, 'p')),
      { entries: 2 },
      'too-many-files',
    ],
    [
      'a truncated gzip',
      async () => (await makeTarball(toEntries({ a: 'x'.repeat(5_000) }, 'p'))).subarray(0, 60),
      {},
      'broken-archive',
    ],
    [
      'a truncated tar',
      async () => gzipSync((await makeTar(toEntries({ a: 'x'.repeat(5_000) }, 'p'))).subarray(0, 1_500)),
      {},
      'broken-archive',
    ],
    [
      'a gzip of no tar',
      async () => gzipSync(Buffer.from('archive ledger '.repeat(200))),
      {},
      'broken-archive',
    ],
    ['garbage', async () => Buffer.from('<!doctype html><title>Sign in</title>'), {}, 'broken-archive'],
    ['nothing', async () => Buffer.alloc(0), {}, 'broken-archive'],
  ];

  test.each(refusals)('%s', async (_name, make, limits, reason) => {
    const reading = await read(await make(), limits);
    expect(reading).toMatchObject({ kind: 'refused', reason });
    expect(reading.kind === 'refused' && reading.message).toMatch(/^[^\n]{5,120}$/);
  });

  test('a stream that breaks off is not the archive’s fault', async () => {
    const bytes = await makeTarball(toEntries({ a: 'x'.repeat(5_000) }, 'p'));
    async function* breakOff() {
      yield bytes.subarray(0, 30);
      throw new Error('socket hang up');
    }
    const options = { extractor: 'npm', limits: DEFAULT_LIMITS, topFolder: 'strip' } as const;
    await expect(readArchive(Readable.from(breakOff()), options)).rejects.toThrow('socket hang up');
  });
});
