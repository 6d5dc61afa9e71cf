import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crawl } from '#crawler/crawl.ts';
import { extract } from '#crawler/extract.ts';
import { createSources } from '#crawler/sources/index.ts';
import { settingsFor } from './support/source-worlds.ts';

async function crawlFiles(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'crawl-'));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const id = `local:${folder}`;
  const server = { id, name: 'ledger', origins: [id], topic: null };
  const fetching = { sources: createSources(settingsFor({})), unreachable: new Map() };
  const crawled = await crawl({ server, ref: null, known: new Map(), earlier: [] }, { fetching, extract });
  rmSync(folder, { recursive: true });
  return crawled;
}

test('a folder without a server says so, once', async () => {
  const crawled = await crawlFiles({ 'README.md': 'nothing' });
  if (crawled.kind !== 'failed') throw new Error(`it is ${crawled.kind}`);
  expect(crawled.skip.reason).toBe('no-server');
  expect(crawled.skipped).toEqual([crawled.skip]);
});

test('the most telling reason is the one that is given', async () => {
  const crawled = await crawlFiles({
    'odd.ts': 'a\0b',
    'package.json': '{"name":"harbour-mcp","bin":"cli.js","dependencies":{"harbour-core":"workspace:*"}}',
    'cli.js': "require('harbour-core').start();",
  });
  if (crawled.kind !== 'failed') throw new Error(`it is ${crawled.kind}`);
  expect(crawled.skip.reason).toBe('in-dependency');
  expect(crawled.skipped.map(({ reason }) => reason)).toEqual(['binary', 'in-dependency']);
});
