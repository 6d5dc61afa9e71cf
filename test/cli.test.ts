import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NpmServer, startNpmServer } from './support/npm-server.ts';
import { runToolrisk } from './support/toolrisk.ts';

const FIXTURE = fileURLToPath(new URL('fixtures/seed-server', import.meta.url));
const SERVER_CODE = `
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'ledger', version: '1' });
server.tool('archive_ledger', 'Moves a ledger to the archive, from where it can be restored.', {}, async () => ({ content: [] }));
server.tool('list_ledgers', 'Lists every ledger.', {}, async () => ({ content: [] }));
`;

let npm: NpmServer;
let folder: string;

beforeAll(async () => {
  npm = await startNpmServer();
  folder = mkdtempSync(join(tmpdir(), 'toolrisk-cli-'));
  const manifest = JSON.stringify({
    name: '@acme/ledger-mcp',
    version: '1.0.0',
    type: 'module',
    bin: 'index.js',
  });
  await npm.put('@acme/ledger-mcp', {
    version: '1.0.0',
    files: { 'package.json': manifest, 'index.js': SERVER_CODE },
  });
});

afterAll(async () => {
  await npm.close();
  rmSync(folder, { recursive: true });
});

const run = (args: readonly string[]) => runToolrisk(args, npm.env);
const catalogue = (name: string) => ['--catalogue', join(folder, `${name}.db`)];

describe('extract', () => {
  test('prints the document of the contract', async () => {
    const { code, stdout } = await run(['extract', FIXTURE, '--json']);
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(Object.keys(document).sort()).toEqual(['ref', 'servers', 'skipped', 'source']);
    expect(document.servers[0].tools).toHaveLength(35);
    expect(document.servers[0]).toMatchObject({ language: 'typescript', completeness: 'complete' });
  });

  test('a folder without a server is an answer, a missing one an error', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    const nothing = await run(['extract', empty, '--json']);
    expect(JSON.parse(nothing.stdout)).toMatchObject({ servers: [], skipped: [{ reason: 'no-server' }] });
    const missing = await run(['extract', join(folder, 'missing'), '--json']);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toMatch(/^toolrisk: There is no folder or \.tgz .*missing\.\n$/);
  });
});

describe('scan', () => {
  test('fails on a level that is reached and on no other', async () => {
    const source = 'npm:@acme/ledger-mcp';
    const high = await run(['scan', source, '--fail-on', 'high']);
    expect(high.code).toBe(0);
    expect(high.stdout).toContain('archive_ledger');
    const low = await run(['scan', source, '--fail-on', 'low', '--format', 'json']);
    expect(low.code).toBe(1);
    expect(JSON.parse(low.stdout).sources[0].servers[0].tools).toHaveLength(2);
  });
});

describe('crawl and status', () => {
  test('a second crawl downloads nothing, a failing server is recorded and loses nothing', async () => {
    const file = catalogue('twice');
    const first = await run(['crawl', 'npm:@acme/ledger-mcp', 'npm:@acme/not-there', ...file]);
    expect(first.stdout).toBe('1 server read, 0 unchanged, 1 not readable.\n');
    const before = npm.requests.tarball;
    const second = await run(['crawl', 'npm:@acme/ledger-mcp', ...file]);
    expect(second.stdout).toBe('0 servers read, 1 unchanged, 0 not readable.\n');
    expect(npm.requests.tarball).toBe(before);
    const { stdout } = await run(['status', '--json', ...file]);
    expect(JSON.parse(stdout)).toMatchObject({
      servers: { total: 2, read: 1, unreadable: 1 },
      tools: { total: 2 },
      failures: { 'not-found': 1 },
    });
  });

  test('what could not be read is not downloaded again either, and stays unreadable', async () => {
    const manifest = JSON.stringify({ name: '@acme/empty', version: '1.0.0' });
    await npm.put('@acme/empty', { version: '1.0.0', files: { 'package.json': manifest } });
    const file = catalogue('empty');
    await run(['crawl', 'npm:@acme/empty', 'npm:@acme/ledger-mcp', ...file]);
    const before = npm.requests.tarball;
    const second = await run(['crawl', 'npm:@acme/empty', 'npm:@acme/ledger-mcp', ...file]);
    expect(second.stdout).toBe('0 servers read, 1 unchanged, 1 not readable.\n');
    expect(npm.requests.tarball).toBe(before);
    const { stdout } = await run(['status', '--json', ...file]);
    expect(JSON.parse(stdout).failures).toEqual({ 'no-server': 1 });
  });

  test('several servers of one folder get ids of their own; one that goes keeps its reading and says so', async () => {
    const repository = mkdtempSync(join(folder, 'two-'));
    for (const name of ['ledger', 'lamp']) {
      mkdirSync(join(repository, name));
      writeFileSync(join(repository, name, 'package.json'), JSON.stringify({ name, bin: 'index.js' }));
      writeFileSync(join(repository, name, 'index.js'), SERVER_CODE.replaceAll('ledger', name));
    }
    const file = catalogue('two');
    await run(['crawl', repository, ...file]);
    const status = async () => JSON.parse((await run(['status', '--json', ...file])).stdout);
    expect(await status()).toMatchObject({
      servers: { total: 2, read: 2 },
      tools: { total: 4 },
      failures: {},
    });
    rmSync(join(repository, 'lamp'), { recursive: true });
    await run(['crawl', repository, ...file]);
    expect(await status()).toMatchObject({ servers: { total: 2, read: 2 }, failures: { 'not-found': 1 } });
  });

  test('exits with 2 when no server at all could be read', async () => {
    const { code, stderr } = await run(['crawl', 'npm:@acme/not-there', ...catalogue('none')]);
    expect(code).toBe(2);
    expect(stderr).toContain('not-there');
  });
});

describe('classify --stdin', () => {
  test('answers line by line, in order', async () => {
    const { code, stdout } = await runToolrisk(
      ['classify', '--stdin'],
      {},
      [
        '{"id":"a","name":"delete_ledger","description":"Deletes a ledger for ever.","title":null}',
        '',
        '{"name":"list_ledgers"}',
      ].join('\n'),
    );
    expect(code).toBe(0);
    const verdicts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(verdicts.map((verdict) => [verdict.id, verdict.category])).toEqual([
      ['a', 'Destructive'],
      [undefined, 'Read'],
    ]);
    expect(verdicts[0].policy.action.kind).toBe('hide');
  });

  test('a line that is no definition is named and ends it', async () => {
    const { code, stderr } = await runToolrisk(['classify', '--stdin'], {}, '{"name":"x"}\n{"title":3}\n');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^toolrisk: Line 2 of the input is no tool definition: /);
  });
});

describe('policy', () => {
  test('scans what the catalogue does not hold and prints what the format cannot say', async () => {
    const { code, stdout } = await run([
      'policy',
      'npm:@acme/ledger-mcp',
      '--for',
      'codex',
      ...catalogue('absent'),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('[mcp_servers.');
  });

  test('a tool that is not there is an error', async () => {
    const { code, stderr } = await run([
      'policy',
      'npm:@acme/ledger-mcp',
      '--tool',
      'nope',
      ...catalogue('absent'),
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/has no tool "nope"/);
  });
});

describe('what a person can get wrong', () => {
  test.each([
    [['fly'], /unknown command 'fly'/],
    [['scan', 'ftp:x'], /no known source/],
    [['status', '--catalogue', '/nonexistent/catalog.db'], /cannot be opened/],
    [['serve', '--out', '/nonexistent'], /There is no site in/],
    [['serve', '--port', 'x'], /no port/],
    [['crawl', '--from', '/nonexistent/list.md'], /nonexistent/],
  ])('%j', async (args, message) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('an environment that makes no sense is named', async () => {
    const { code, stderr } = await runToolrisk(['crawl', ...catalogue('unset')], {
      GITHUB_API_URL: 'nonsense',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/GITHUB_API_URL/);
  });

  test.skipIf(process.getuid?.() === 0)('a database that may not be written', async () => {
    const path = join(folder, 'readonly.db');
    writeFileSync(path, '');
    chmodSync(path, 0o400);
    const { code, stderr } = await run(['crawl', 'npm:@acme/ledger-mcp', '--catalogue', path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot be opened/);
  });

  test('a database that is none', async () => {
    const path = join(folder, 'garbage.db');
    writeFileSync(path, 'this is not a database, whatever its name says');
    const { code, stderr } = await run(['crawl', 'npm:@acme/ledger-mcp', '--catalogue', path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^toolrisk: The catalogue .* cannot be opened: /);
  });
});
