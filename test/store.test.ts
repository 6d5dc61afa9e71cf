import { readFileSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { ExtractedServer } from '#data/schema/extraction.ts';
import type { Server } from '#data/schema/server.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import { listServerRows } from '#data/store/catalogue.ts';
import { listChecks } from '#data/store/checks.ts';
import { openStore } from '#data/store/open.ts';
import { putFailure, putReading, type ServerReading } from '#data/store/readings.ts';
import { findReadme } from '#data/store/readmes.ts';
import { findServer, listServers, putServer } from '#data/store/servers.ts';
import { listSkips } from '#data/store/skips.ts';
import { findCurrentSnapshot, listSnapshots } from '#data/store/snapshots.ts';
import { getTool, listHistory, listTools } from '#data/store/tools.ts';
import { withStore } from './support/store.ts';

const ledger: Server = {
  id: 'github:acme/ledger-mcp',
  name: 'Ledger',
  origins: ['github:acme/ledger-mcp', 'npm:@acme/ledger-mcp'],
  topic: 'finance',
};

function tool(name: string, description: string): ToolDefinition {
  return {
    name,
    description,
    inputSchema: { type: 'object', properties: { ['__proto__']: { type: 'string' } } },
    location: { path: 'src/index.ts', startLine: 3, endLine: 9 },
    extractor: 'typescript/register-tool@1',
  };
}

function reading(
  tools: ToolDefinition[],
  ref: string,
  overrides: Partial<ServerReading> = {},
): ServerReading {
  const extracted: ExtractedServer = {
    path: '',
    name: 'ledger-mcp',
    description: 'Keeps a ledger.',
    language: 'typescript',
    completeness: 'complete',
    tools,
  };
  const snapshot = { origin: 'npm:@acme/ledger-mcp', ref, integrity: 'sha512-x', builtFrom: null };
  return {
    server: ledger,
    ref: snapshot,
    extractors: 'typescript@1',
    extracted,
    readme: null,
    skipped: [],
    readAt: '2026-01-02T03:04:05.000Z',
    ...overrides,
  };
}

test('what a reading puts in comes out again', () =>
  withStore(async (store) => {
    const skip = {
      path: 'src/x.ts',
      extractor: 'typescript/tool-call',
      reason: 'name-computed',
      message: 'm',
    } as const;
    const archive = { ...tool('archive_ledger', 'Archives it.'), conditional: { flag: 'WRITES' } };
    await putReading(store, reading([archive], '1.0.0', { skipped: [skip] }));

    const [stored] = await listTools(store, ledger.id);
    expect(stored?.definition).toEqual(archive);
    expect(stored?.slug).toBe('archive-ledger');
    expect(await findServer(store, ledger.id)).toMatchObject({ ...ledger, slug: 'github-acme-ledger-mcp' });
    expect(await findCurrentSnapshot(store, ledger.id)).toMatchObject({
      ref: { ref: '1.0.0' },
      packageName: 'ledger-mcp',
    });
    expect(await listSkips(store, ledger.id)).toEqual([skip]);
    expect(await listChecks(store)).toMatchObject([{ outcome: 'read', failures: 0 }]);
  }));

test('the history keeps each definition once, newest first', () =>
  withStore(async (store) => {
    for (const [ref, text] of [
      ['1', 'Old.'],
      ['2', 'New.'],
      ['3', 'New.'],
    ] as const) {
      await putReading(store, reading([tool('archive_ledger', text)], ref));
    }
    const id = `${ledger.id}#archive_ledger`;
    const current = await getTool(store, id);
    const history = await listHistory(store, id);
    expect(history.map((entry) => entry.snapshotId)).toEqual([2, 1]);
    expect(history[0]?.hash).toBe(current.definitionHash);
    expect(await listSnapshots(store, ledger.id)).toHaveLength(3);
  }));

test('a tool that is gone leaves the list and comes back under its old address', () =>
  withStore(async (store) => {
    const both = [tool('a_b', 'One.'), tool('a-b', 'Two.')];
    await putReading(store, reading(both, '1'));
    const before = await listTools(store, ledger.id);
    expect(new Set(before.map((entry) => entry.slug)).size).toBe(2);
    await putReading(store, reading(both.slice(1), '2'));
    expect((await listTools(store, ledger.id)).map((entry) => entry.definition.name)).toEqual(['a-b']);
    await putReading(store, reading(both, '3'));
    expect(await listTools(store, ledger.id)).toEqual(before);
  }));

test('a reading without tools does not replace one that had some', () =>
  withStore(async (store) => {
    await putReading(store, reading([tool('archive_ledger', 'x')], '1'));
    expect(await putReading(store, reading([], '2'))).toBe('lost-tools');
    expect(await listTools(store, ledger.id)).toHaveLength(1);
    expect(await findCurrentSnapshot(store, ledger.id)).toMatchObject({ ref: { ref: '1' } });
    expect(await listChecks(store)).toMatchObject([{ outcome: 'lost-tools' }]);
  }));

test('a failure is counted and loses nothing that was stored', () =>
  withStore(async (store) => {
    await putReading(store, reading([tool('archive_ledger', 'x')], '1'));
    const skip = {
      path: '',
      extractor: 'github',
      reason: 'unreachable',
      message: 'GitHub cannot be reached.',
    } as const;
    await putFailure(store, ledger, { skip, skipped: [] }, '2026-01-03T00:00:00.000Z');
    await putFailure(store, ledger, { skip, skipped: [] }, '2026-01-04T00:00:00.000Z');
    expect(await listChecks(store)).toMatchObject([
      { outcome: 'failed', failures: 2, reason: 'unreachable' },
    ]);
    expect(await listTools(store, ledger.id)).toHaveLength(1);
    expect(await listServerRows(store)).toMatchObject([
      { tools: 1, reason: 'unreachable', language: 'typescript' },
    ]);
  }));

test('two servers whose ids make the same slug get different addresses', () =>
  withStore(async (store) => {
    const twin = { ...ledger, id: 'github:acme/ledger_mcp', origins: ['github:acme/ledger_mcp'] };
    await putServer(store, ledger);
    await putServer(store, twin);
    const slugs = (await listServers(store)).map((server) => server.slug);
    expect(slugs[0]).toBe('github-acme-ledger-mcp');
    expect(slugs[1]).toMatch(/^github-acme-ledger-mcp-[0-9a-f]{6}$/);
  }));

test('a transaction that fails leaves nothing behind', () =>
  withStore(async (store) => {
    const broken = { ...reading([tool('archive_ledger', 'x')], '1'), skipped: [{ path: null }] };
    // @ts-expect-error a row that the database must refuse
    await expect(putReading(store, broken)).rejects.toThrow();
    expect(await listServers(store)).toEqual([]);
  }));

test('a tool of a dependency keeps both places, and loses the second when it moves', () =>
  withStore(async (store) => {
    const place = {
      snapshot: { origin: 'npm:harbour-core', ref: '4.1.0', integrity: 'sha512-y', builtFrom: null },
      location: { path: 'index.js', startLine: 7, endLine: 8 },
    };
    const own = tool('archive_ledger', 'x');
    await putReading(store, reading([{ ...own, definedIn: place }], '1'));
    const id = 'github:acme/ledger-mcp#archive_ledger';
    expect((await getTool(store, id)).definition).toEqual({ ...own, definedIn: place });
    await putReading(store, reading([own], '2'));
    expect((await getTool(store, id)).definition).toEqual(own);
  }));

test('a README’s drift belongs to its snapshot', () =>
  withStore(async (store) => {
    const drift = { path: 'README.md', missing: ['close_ledger'], unlisted: [] };
    await putReading(store, reading([tool('archive_ledger', 'x')], '1', { readme: drift }));
    await putReading(store, reading([tool('archive_ledger', 'x')], '2'));
    const [second, first] = await listSnapshots(store, ledger.id);
    expect(first && (await findReadme(store, first.id))).toEqual(drift);
    expect(second && (await findReadme(store, second.id))).toBe(undefined);
  }));

test('a catalogue that cannot be opened says so in one sentence', () => {
  expect(() => openStore('/dev/null/catalog.db')).toThrow(
    /^The catalogue \/dev\/null\/catalog\.db cannot be opened: /,
  );
  expect(() => openStore('/nonexistent/catalog.db', { readonly: true })).toThrow(
    /Run `toolrisk crawl` to make it\.$/,
  );
});

test('schema.sql is what the migrations make', () =>
  withStore(async (store) => {
    const { rows } = await sql<{
      sql: string;
    }>`SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY rowid`.execute(store);
    const made = `${rows.map((row) => `${row.sql};`).join('\n\n')}\n`;
    const path = new URL('../data/store/schema.sql', import.meta.url);
    if (process.env.UPDATE === '1') writeFileSync(path, made);
    expect(readFileSync(path, 'utf8')).toBe(made);
  }));
