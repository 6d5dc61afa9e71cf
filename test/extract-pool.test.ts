import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { extract } from '#crawler/extract.ts';
import {
  createExtractPool,
  EXTRACT_WORKER,
  type ExtractPool,
  type PoolLimits,
} from '#crawler/extract-pool.ts';
import { describeInputs, hasInputs, recordReads } from '#crawler/reading-inputs.ts';
import { createFileTree } from '#crawler/snapshot.ts';

const ODD_WORKER = fileURLToPath(new URL('support/odd-worker.ts', import.meta.url));
const LIMITS: PoolLimits = { processes: 2, timeoutMs: 60_000, memoryMb: 512 };

const SERVER = createFileTree(
  new Map([
    ['package.json', '{"name":"ledger","dependencies":{"@modelcontextprotocol/sdk":"1.0.0"}}'],
    ['README.md', 'Keeps ledgers.'],
    [
      'index.js',
      "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nconst s = new McpServer({ name: 'l', version: '1' });\ns.registerTool('archive_ledger', { description: 'x' }, f);\n",
    ],
  ]),
);

let pool: ExtractPool | undefined;
afterEach(() => pool?.close());

const open = (limits: Partial<PoolLimits>, worker = EXTRACT_WORKER, environment = {}) => {
  pool = createExtractPool({ ...LIMITS, ...limits }, { worker, environment });
  return pool;
};
const treeOf = (text: string) => createFileTree(new Map([['a', text]]));

describe('a pool of processes', () => {
  test('reads what a reading in this process would', async () => {
    const { extract: read } = open({});
    const answers = await Promise.all([read(SERVER), read(SERVER), read(SERVER)]);
    const expected = await extract(SERVER);
    expect(expected.servers[0]?.tools.map(({ name }) => name)).toEqual(['archive_ledger']);
    for (const { extracted, read: files } of answers) {
      expect(extracted).toEqual(expected);
      expect(files).toContain('index.js');
    }
  });

  test('optimises WebAssembly only where a package may be run', async () => {
    const { extract: read } = open({ processes: 1 }, ODD_WORKER);
    const withPackage = createFileTree(
      new Map([
        ['a', 'flags'],
        ['lib/package.json', '{}'],
      ]),
    );
    const [parsed, run] = await Promise.all([read(treeOf('flags')), read(withPackage)]);
    expect(parsed.extracted.skipped[0]?.message).toContain('--liftoff-only');
    expect(run.extracted.skipped[0]?.message).not.toContain('--liftoff-only');
  });

  test.each([
    ['hang', 'time-limit', 'Reading took longer than 5 s.'],
    ['exit', 'extractor-failed', 'The process that reads came to its end, with 64 MB to work in.'],
    ['hoard', 'extractor-failed', 'The process that reads came to its end, with 64 MB to work in.'],
    ['swell', 'extractor-failed', 'The process that reads came to its end, with 64 MB to work in.'],
    ['babble', 'extractor-failed', 'The process that reads gave no usable answer.'],
  ])('ends a reading that would %s, and goes on', async (text, reason, message) => {
    const { extract: read } = open(
      { processes: 1, memoryMb: 64, timeoutMs: text === 'hang' ? 5_000 : 20_000 },
      ODD_WORKER,
    );
    const [odd, next] = await Promise.all([read(treeOf(text)), read(treeOf('fine'))]);
    expect(odd.extracted.skipped).toEqual([{ path: '', extractor: 'extract', reason, message }]);
    expect(odd.read).toBe(null);
    expect(next.extracted.skipped).toMatchObject([{ extractor: 'odd' }]);
  });

  test('tells its processes no secret', async () => {
    const environment = { GITHUB_TOKEN: 'secret', TMPDIR: '/tmp' };
    const { extracted } = await open({}, ODD_WORKER, environment).extract(treeOf('fine'));
    expect(extracted.skipped[0]?.message).toContain('TMPDIR');
    expect(extracted.skipped[0]?.message).not.toContain('GITHUB_TOKEN');
  });
});

describe('what a reading depends on', () => {
  const files = new Map([
    ['a.ts', '1'],
    ['b.ts', '2'],
    ['README.md', '3'],
  ]);
  const inputs = describeInputs(createFileTree(files), ['a.ts', 'b.ts', 'gone.ts']);
  const isSame = (changes: Record<string, string>) =>
    hasInputs(createFileTree(new Map([...files, ...Object.entries(changes)])), inputs);

  test('is every file that it asked for, and which files there are', () => {
    expect(isSame({})).toBe(true);
    expect(isSame({ 'README.md': 'other' })).toBe(true);
    expect(isSame({ 'a.ts': 'other' })).toBe(false);
    expect(isSame({ 'a.ts': '12', 'b.ts': '' })).toBe(false);
    expect(isSame({ 'gone.ts': '1' })).toBe(false);
    expect(isSame({ 'new.ts': '1' })).toBe(false);
  });

  test('is the extractors’ versions', () => {
    expect(hasInputs(createFileTree(files), { ...inputs, readers: 'typescript@0' })).toBe(false);
  });

  test('is recorded while reading, files that are not there among them', () => {
    const { tree, listRead } = recordReads(createFileTree(files));
    expect([tree.readFile('b.ts'), tree.readFile('gone.ts')]).toEqual(['2', undefined]);
    expect(tree.listFiles()).toHaveLength(3);
    expect(listRead()).toEqual(['b.ts', 'gone.ts']);
  });
});
