import { describe, expect, test } from 'vitest';
import { crawl } from '#crawler/crawl.ts';
import { extract } from '#crawler/extract.ts';
import { findLockedVersion } from '#crawler/extractors/typescript/lock-file.ts';
import { createFileTree } from '#crawler/snapshot.ts';
import { createSources } from '#crawler/sources/index.ts';
import type { Source } from '#crawler/sources/source.ts';
import { keepOpen } from './support/fetched.ts';
import { findDeadUrl } from './support/loopback.ts';
import { startNpmServer } from './support/npm-server.ts';
import { settingsFor } from './support/source-worlds.ts';

const SERVER = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'harbour', version: '1' });
server.registerTool('archive_ledger', { description: 'Puts a ledger away.', inputSchema: {} }, async () => ({ content: [] }));
`;
const CORE = {
  'package.json':
    '{"name":"harbour-core","main":"index.js","type":"module","dependencies":{"@modelcontextprotocol/sdk":"^1.0.0"}}',
  'index.js': SERVER,
};

const starter = (dependencies: Record<string, string>, peers: Record<string, string> = {}) => ({
  'package.json': JSON.stringify({
    name: 'harbour-mcp',
    description: 'Starts the harbour.',
    bin: 'cli.js',
    dependencies,
    peerDependencies: peers,
  }),
  'cli.js': '#!/usr/bin/env node\n// starts it\nrequire("harbour-core").start();\n',
});

async function crawlStarter(files: Record<string, string>, registry?: string) {
  const npm = keepOpen(await startNpmServer());
  await npm.put('harbour-core', { version: '4.1.0', files: CORE });
  await npm.put('harbour-core', { version: '4.2.0', files: { ...CORE, 'index.js': `// new\n${SERVER}` } });
  await npm.put('harbour-mcp', { version: '1.0.0', files });
  const sources = createSources(settingsFor(npm.env));
  const far = createSources(settingsFor({ ...npm.env, npm_config_registry: registry ?? npm.url }));
  /** The starter is always to be had; its dependency from the registry given. */
  const npmSource: Source = {
    scheme: 'npm',
    async fetch(origin, known) {
      const source = (origin.id === 'npm:harbour-mcp' ? sources : far).get('npm');
      if (source === undefined) throw new Error('npm has no source');
      return source.fetch(origin, known);
    },
  };
  const server = {
    id: 'npm:harbour-mcp',
    name: 'Harbour',
    origins: ['npm:harbour-mcp'],
    topic: null,
  };
  const crawled = await crawl(
    { server, ref: null, known: new Map(), earlier: [] },
    { fetching: { sources: new Map([['npm', npmSource]]), unreachable: new Map() }, extract },
  );
  if (crawled.kind === 'unchanged') throw new Error('nothing was known');
  return crawled;
}

describe('a server whose tools are in a dependency', () => {
  test('has them, with both places', async () => {
    const crawled = await crawlStarter(starter({ 'harbour-core': '4.1.0' }));
    if (crawled.kind !== 'read') throw new Error(crawled.skip.message);
    const [{ extracted } = { extracted: undefined }] = crawled.servers;
    expect(extracted).toMatchObject({ path: '', name: 'harbour', description: 'Starts the harbour.' });
    const [tool] = extracted?.tools ?? [];
    expect(tool).toMatchObject({
      name: 'archive_ledger',
      location: { path: 'cli.js', startLine: 3, endLine: 3 },
      definedIn: {
        snapshot: { origin: 'npm:harbour-core', ref: '4.1.0', integrity: expect.stringMatching(/^sha512-/) },
        location: { path: 'index.js', startLine: 3, endLine: 3 },
      },
    });
    expect(extracted?.tools).toHaveLength(1);
    expect(crawled.version.ref.origin).toBe('npm:harbour-mcp');
    expect(crawled.skipped).toEqual([]);
  });

  test('has those of the version that its lock file names', async () => {
    const lock = JSON.stringify({ packages: { 'node_modules/harbour-core': { version: '4.1.0' } } });
    const files = { ...starter({ 'harbour-core': '^4.0.0' }), 'npm-shrinkwrap.json': lock };
    const locked = await crawlStarter(files);
    const free = await crawlStarter(starter({ 'harbour-core': '^4.0.0' }));
    const versions = [locked, free].map((crawled) =>
      crawled.kind === 'read' ? crawled.servers[0]?.extracted.tools[0]?.definedIn?.snapshot.ref : null,
    );
    expect(versions).toEqual(['4.1.0', '4.2.0']);
  });

  test.each([
    [
      'a registry that cannot be reached',
      { 'harbour-core': '4.1.0' },
      {},
      /4\.1\.0: The npm registry cannot be reached/,
    ],
    [
      'a version that is not there',
      { 'harbour-core': '9.0.0' },
      {},
      /9\.0\.0: The npm registry has no such version/,
    ],
    [
      'a package of the same workspace',
      { 'harbour-core': 'workspace:*' },
      {},
      /workspace:\*, which is no published version/,
    ],
    ['a folder', { 'harbour-core': 'file:../core' }, {}, /file:\.\.\/core, which is no published version/],
    ['a peer', {}, { 'harbour-core': '>=4' }, />=4, which whoever installs it provides/],
  ])('is not read for %s, and says so', async (name, dependencies, peers, message) => {
    const registry = name.startsWith('a registry') ? await findDeadUrl() : undefined;
    const crawled = await crawlStarter(starter(dependencies, peers), registry);
    expect(crawled.kind).toBe('failed');
    expect(crawled.skipped).toMatchObject([{ path: 'cli.js', reason: 'in-dependency' }]);
    expect(crawled.skipped[0]?.message).toMatch(message);
  });
});

/** A house that spreads its server over packages: a starter, what sets up, and what it takes its tools from. */
const HOUSE = {
  '@quay/quay-mcp': {
    'package.json': JSON.stringify({
      name: '@quay/quay-mcp',
      bin: 'dist/cli.js',
      dependencies: { '@quay/runner': '^2.0.0', chalk: '^5.0.0' },
    }),
    'dist/cli.js': `import { green } from 'chalk';
import { run } from '@quay/runner/start';
import { own } from './own.js';
run([own]);
`,
    'dist/own.js': `export const own = { name: 'moor_barge', description: 'Moors a barge.', inputSchema: { type: 'object' } };
`,
  },
  '@quay/runner': {
    'package.json': JSON.stringify({
      name: '@quay/runner',
      type: 'module',
      exports: { './start': { types: './dist/start.d.ts', default: './dist/start.js' } },
      dependencies: {
        '@modelcontextprotocol/sdk': '^1.0.0',
        '@quay/holds': '1.0.0',
        'tide-arg-parser': '1.0.0',
      },
    }),
    'dist/start.d.ts': 'export declare function run(tools: unknown[]): void;',
    'dist/start.js': `import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { holds } from '@quay/holds';
import { parseArguments } from 'tide-arg-parser';
export function run(tools) {
  if (parseArguments().closed !== false) return;
  const server = new Server({ name: 'quay', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [...tools, ...holds] }));
}
`,
  },
  'tide-arg-parser': {
    'package.json': '{"name":"tide-arg-parser","main":"index.js"}',
    'index.js': 'exports.parseArguments = () => ({ closed: false });',
  },
  '@quay/holds': {
    'package.json': '{"name":"@quay/holds","main":"index.js"}',
    'index.js': `exports.holds = [
  { name: 'seal_hold', description: 'Seals a hold.', inputSchema: { type: 'object' } },
];
`,
  },
};

async function crawlHouse(missing: readonly string[]) {
  const npm = keepOpen(await startNpmServer());
  for (const [name, files] of Object.entries(HOUSE))
    if (!missing.includes(name))
      await npm.put(name, { version: name === '@quay/runner' ? '2.3.0' : '1.0.0', files });
  const id = 'npm:@quay/quay-mcp';
  const asked: string[] = [];
  const source = createSources(settingsFor(npm.env)).get('npm');
  if (source === undefined) throw new Error('npm has no source');
  const npmSource: Source = {
    scheme: 'npm',
    fetch(origin, known) {
      asked.push(origin.id);
      return source.fetch(origin, known);
    },
  };
  const crawled = await crawl(
    { server: { id, name: 'Quay', origins: [id], topic: null }, ref: null, known: new Map(), earlier: [] },
    { fetching: { sources: new Map([['npm', npmSource]]), unreachable: new Map() }, extract },
  );
  if (crawled.kind !== 'read') throw new Error(`it is ${crawled.kind}`);
  return { asked, extracted: crawled.servers[0]?.extracted, skipped: crawled.skipped };
}

describe('a server that is spread over packages', () => {
  test('is set up by its starter, and each tool is found where it stands', async () => {
    const { asked, extracted, skipped } = await crawlHouse([]);
    expect(asked).toEqual([
      'npm:@quay/quay-mcp',
      'npm:@quay/runner',
      'npm:@quay/holds',
      'npm:tide-arg-parser',
    ]);
    expect(extracted).toMatchObject({ name: 'quay', path: '', completeness: 'complete' });
    expect(extracted?.tools.map(({ name }) => name).sort()).toEqual(['moor_barge', 'seal_hold']);
    const byName = new Map(extracted?.tools.map((tool) => [tool.name, tool]));
    expect(byName.get('moor_barge')).toMatchObject({ location: { path: 'dist/own.js', startLine: 1 } });
    expect(byName.get('moor_barge')?.definedIn).toBe(undefined);
    expect(byName.get('seal_hold')).toMatchObject({
      location: { path: 'dist/cli.js', startLine: 2 },
      definedIn: {
        snapshot: { origin: 'npm:@quay/holds', ref: '1.0.0' },
        location: { path: 'index.js', startLine: 2, endLine: 2 },
      },
    });
    expect(skipped).toEqual([]);
  });

  test('is not complete where a part cannot be had', async () => {
    const { asked, extracted, skipped } = await crawlHouse(['@quay/holds']);
    expect(asked.filter((id) => id === 'npm:@quay/holds')).toHaveLength(1);
    expect(extracted?.tools.map(({ name }) => name)).toEqual(['moor_barge']);
    expect(extracted?.completeness).toBe('partial');
    expect(skipped).toContainEqual(
      expect.objectContaining({
        path: 'dist/cli.js',
        reason: 'in-dependency',
        message: expect.stringContaining('@quay/holds@1.0.0: '),
      }),
    );
  });
});

describe('the version of a dependency', () => {
  const wish = { folder: 'packages/cli', name: '@acme/core', range: '^1.0.0' };

  test.each([
    ['package-lock.json', '{"packages":{"node_modules/@acme/core":{"version":"1.2.0"}}}'],
    [
      'package-lock.json',
      '{"packages":{"packages/cli/node_modules/@acme/core":{"version":"1.2.0"},"node_modules/@acme/core":{"version":"1.9.9"}}}',
    ],
    ['package-lock.json', '{"dependencies":{"@acme/core":{"version":"1.2.0"}}}'],
    ['packages/cli/npm-shrinkwrap.json', '{"packages":{"node_modules/@acme/core":{"version":"1.2.0"}}}'],
    [
      'pnpm-lock.yaml',
      "importers:\n  packages/cli:\n    dependencies:\n      '@acme/core':\n        specifier: ^1.0.0\n        version: 1.2.0(zod@4.0.0)\n",
    ],
    [
      'yarn.lock',
      '# yarn lockfile v1\n\n"@acme/core@^1.0.0", "@acme/core@^1.1.0":\n  version "1.2.0"\n  resolved "x"\n',
    ],
    ['yarn.lock', '"@acme/core@npm:^1.0.0":\n  version: 1.2.0\n  resolution: "x"\n'],
    ['bun.lock', '{ // jsonc\n "packages": { "@acme/core": ["@acme/core@1.2.0", "", {}, "sha512-x"], } }'],
  ])('stands in %s', (path, text) => {
    expect(findLockedVersion(createFileTree(new Map([[path, text]])), wish)).toBe('1.2.0');
  });

  test.each([
    ['package-lock.json', '{"packages":{"node_modules/@acme/other":{"version":"1.2.0"}}}'],
    [
      'package-lock.json',
      '{"packages":{"node_modules/@acme/core":{"resolved":"packages/core","link":true}}}',
    ],
    [
      'pnpm-lock.yaml',
      "importers:\n  packages/cli:\n    dependencies:\n      '@acme/core':\n        version: link:../core\n",
    ],
    ['pnpm-lock.yaml', 'importers: [unclosed'],
    ['yarn.lock', '"@acme/core@^2.0.0":\n  version "2.0.0"\n'],
    ['bun.lock', '[]'],
    ['packages/other/package-lock.json', '{"packages":{"node_modules/@acme/core":{"version":"1.2.0"}}}'],
  ])('does not stand in %s', (path, text) => {
    expect(findLockedVersion(createFileTree(new Map([[path, text]])), wish)).toBe(undefined);
  });

  test('of a package that is called like an object’s own property', () => {
    const tree = createFileTree(new Map([['package-lock.json', '{"packages":{},"dependencies":{}}']]));
    expect(findLockedVersion(tree, { folder: '', name: '__proto__', range: '1' })).toBe(undefined);
    expect(findLockedVersion(tree, { folder: '', name: 'constructor', range: '1' })).toBe(undefined);
  });
});
