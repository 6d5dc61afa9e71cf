import { afterAll, describe, expect, test } from 'vitest';
import { READERS } from '#crawler/extractors/index.ts';
import type { Skip } from '#data/schema/skip.ts';
import { findExtraction, putExtraction } from '#data/store/extractions.ts';
import { openStore, type Store } from '#data/store/open.ts';
import { listTools } from '#data/store/tools.ts';
import { crawlServers, knownFrom } from '../commands/crawl.ts';
import { readSettings } from '../commands/settings.ts';
import { keepOpen } from './support/fetched.ts';
import { startNpmServer } from './support/npm-server.ts';

const ID = 'npm:ledger';
const SERVER = { id: ID, name: 'Ledger', origins: [ID], topic: null };
const register = (name: string) =>
  `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const s = new McpServer({ name: 'ledger', version: '1' });
s.registerTool('${name}', { description: 'Puts a ledger away.' }, f);\n`;
const filesOf = (name: string) => ({
  'package.json': '{"name":"ledger","main":"index.js","dependencies":{"@modelcontextprotocol/sdk":"1.0.0"}}',
  'index.js': register(name),
});

const store: Store = openStore(':memory:');
afterAll(() => store.destroy());

describe('an origin that was fetched before', () => {
  const ref = { origin: ID, ref: '1.0.0', integrity: null, builtFrom: null };
  const fetched = { ref, etag: null, extractors: READERS, failure: null };
  const skip: Skip = { path: '', extractor: 'extract', reason: 'time-limit', message: 'x' };

  test.each([
    ['was read', fetched, true],
    ['could not be read', { ...fetched, failure: { ...skip, reason: 'no-server' as const } }, true],
    ['is too long for an extractor', { ...fetched, failure: { ...skip, extractor: 'typescript' } }, true],
    ['took too long', { ...fetched, failure: skip }, false],
    ['other extractors read', { ...fetched, extractors: 'typescript@0' }, false],
  ])('and %s', (_name, fetch, isKnown) => {
    expect(knownFrom(new Map([[ID, fetch]])).has(ID)).toBe(isKnown);
  });
});

test('a tree that was read is not read again, whatever its version; one that differs is', async () => {
  const npm = keepOpen(await startNpmServer());
  const silent = { say: () => undefined, begin: () => ({ step: () => undefined, end: () => undefined }) };
  const context = { settings: readSettings(npm.env), progress: silent };

  async function crawlVersion(version: string, files: Record<string, string>): Promise<string[]> {
    await npm.put('ledger', { version, files });
    expect(await crawlServers(store, [{ server: SERVER, ref: null }], context)).toMatchObject({ read: 1 });
    return (await listTools(store, ID)).map(({ definition }) => definition.name);
  }

  expect(await crawlVersion('1.0.0', filesOf('archive_ledger'))).toEqual(['archive_ledger']);

  // What is kept is changed by hand, so that it shows whether it is used.
  const kept = await findExtraction(store, ID);
  if (kept === undefined) throw new Error('nothing was kept');
  const servers = kept.extracted.servers.map((server) => ({
    ...server,
    tools: server.tools.map((tool) => ({ ...tool, name: 'from_the_store' })),
  }));
  await putExtraction(store, { ...kept, extracted: { ...kept.extracted, servers } });

  expect(await crawlVersion('1.0.1', filesOf('archive_ledger'))).toEqual(['from_the_store']);
  expect(await crawlVersion('1.0.2', filesOf('close_ledger'))).toEqual(['close_ledger']);
});
