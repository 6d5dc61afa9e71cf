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
