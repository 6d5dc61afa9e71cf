import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPolicy } from '#data/policy/validate.ts';
import { writePolicy } from '../commands/policy.ts';
import { planFile, writeFile } from '../commands/policy-merge.ts';
import { readSettings } from '../commands/settings.ts';
import { type NpmServer, startNpmServer } from './support/npm-server.ts';
import { runToolrisk } from './support/toolrisk.ts';

/** A package that is an MCP server with these tools. */
function serverPackage(name: string, tools: Readonly<Record<string, string>>) {
  const lines = Object.entries(tools).map(
    ([tool, says]) => `server.tool('${tool}', '${says}', {}, async () => ({ content: [] }));`,
  );
  const code = [
    "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';",
    "const server = new McpServer({ name: 'x', version: '1' });",
    ...lines,
  ];
  const manifest = JSON.stringify({ name, version: '1.0.0', type: 'module', bin: 'index.js' });
  return { version: '1.0.0', files: { 'package.json': manifest, 'index.js': code.join('\n') } };
}

let npm: NpmServer;
let folder: string;

beforeAll(async () => {
  npm = await startNpmServer();
  folder = mkdtempSync(join(tmpdir(), 'toolrisk-policy-'));
  await npm.put(
    '@acme/ledger-mcp',
    serverPackage('@acme/ledger-mcp', {
      list_ledgers: 'Lists every ledger.',
      purge_ledger: 'Deletes a ledger. This cannot be undone.',
    }),
  );
  await npm.put(
    '@acme/lamp-mcp',
    serverPackage('@acme/lamp-mcp', { list_ledgers: 'Deletes all lamps for good.' }),
  );
});

afterAll(async () => {
  await npm.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) =>
  runToolrisk(['policy', ...args, '--catalogue', join(folder, 'catalog.db')], npm.env);

/** The same without a process of its own, and what it says on the way. */
async function write(wanted: string, format: string, serverName: string | null = null) {
  const said: string[] = [];
  const progress = { say: (line: string) => void said.push(line), begin: () => ({ step() {}, end() {} }) };
  const wish = { format, tool: null, unlisted: 'deny' as const, serverName };
  const written = await writePolicy(wanted, wish, null, { settings: readSettings(npm.env), progress });
  return { ...written, said };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const LEDGER = { command: 'npx', args: ['-y', '@acme/ledger-mcp'] };
const LAMP = { command: 'npx', args: ['@acme/lamp-mcp@1.0.0'] };
const REMOTE = { url: 'https://tools.example/mcp' };

describe('a client’s configuration', () => {
  test.each([
    ['.mcp.json', JSON.stringify({ mcpServers: { books: LEDGER, lamp: LAMP, far: REMOTE } })],
    [
      'vscode-mcp.json',
      `{ "servers": { // mine\n "books": ${JSON.stringify(LEDGER)}, "lamp": ${JSON.stringify(LAMP)}, "far": {"url":"https://tools.example/mcp"}, } }`,
    ],
    [
      'config.toml',
      `[mcp_servers.books]\ncommand = "npx"\nargs = ["-y", "@acme/ledger-mcp"]\n[mcp_servers.lamp]\ncommand = "npx"\nargs = ["@acme/lamp-mcp@1.0.0"]\n[mcp_servers.far]\nurl = "https://tools.example/mcp"\n`,
    ],
  ])('%s: one policy for all its servers, by the names they have there', async (name, text) => {
    const { text: written, said } = await write(file(name, text), 'claude-code');
    expect(JSON.parse(written)).toEqual({
      permissions: {
        allow: ['mcp__books__list_ledgers'],
        deny: ['mcp__books__purge_ledger', 'mcp__lamp__list_ledgers'],
      },
    });
    expect(said.join('\n')).toMatch(/^Left out: "far", because far: /m);
  });

  test('policy.json, which knows no servers, takes the stricter of two', async () => {
    const config = file('two.json', JSON.stringify({ mcpServers: { books: LEDGER, lamp: LAMP } }));
    const { text } = await write(config, 'policy-json');
    expect(readPolicy(text)).toEqual({
      kind: 'valid',
      document: { version: '1', default: 'deny', hide: ['list_ledgers', 'purge_ledger'] },
    });
  });

  test.each([
    ['broken.json', '{"mcpServers": {', /broken\.json#: Line 1, column 17: /],
    ['none.json', '{"other": {}}', /none\.json#: has none of "mcpServers"/],
    ['list.json', '{"mcpServers": []}', /list\.json#\/mcpServers: must be an object/],
    ['broken.toml', 'a = = 1', /broken\.toml#: Line 1, column 5: /],
    [
      'far.json',
      JSON.stringify({ mcpServers: { far: REMOTE } }),
      /far\.json names no server that can be read/,
    ],
  ])('%s is named, with the place and a sentence', async (name, text, message) => {
    await expect(write(file(name, text), 'policy-json')).rejects.toThrow(message);
  });
});

describe('--merge', () => {
  const mine = `{
  // mine
  "permissions": { "allow": ["mcp__books__purge_ledger"] }
}
`;

  test('shows the difference, writes nothing without --write, and keeps what its owner wrote', async () => {
    const path = file('settings.json', mine);
    const args = ['npm:@acme/ledger-mcp', '--for', 'claude-code', '--name', 'books', '--merge', path];
    const shown = await run(...args);
    expect(shown.code, shown.stderr).toBe(0);
    expect(shown.stdout).toContain('+      "mcp__books__list_ledgers"');
    expect(shown.stderr).toContain(`${path} was not changed: add --write to change it.`);
    expect(shown.stderr).toContain(`Kept as it is: ${path}#/permissions/deny`);
    expect(readFileSync(path, 'utf8')).toBe(mine);
  }, 120_000);

  test('with --write the file says it, and the second time all of it already', async () => {
    const path = file('written.json', mine);
    const written = await write('npm:@acme/ledger-mcp', 'claude-code', 'books');
    writeFile(planFile(path, written));
    const after = readFileSync(path, 'utf8');
    expect(after).toContain('// mine');
    expect(after).toContain('mcp__books__list_ledgers');
    expect(after).not.toContain('"deny"');
    expect(planFile(path, written)).toEqual({ path, text: after, diff: '', kept: ['/permissions/deny'] });
  });

  test('makes a file that is not there, follows a link, and leaves permissions', async () => {
    const target = join(folder, 'real.toml');
    const link = join(folder, 'linked.toml');
    writeFile(planFile(target, await write('npm:@acme/ledger-mcp', 'codex', 'books')));
    chmodSync(target, 0o600);
    symlinkSync(target, link);
    writeFile(planFile(link, await write('npm:@acme/lamp-mcp', 'codex', 'lamp')));
    expect(parseToml(readFileSync(target, 'utf8'))).toMatchObject({
      mcp_servers: { books: { enabled_tools: ['list_ledgers'] }, lamp: { enabled_tools: [] } },
    });
    expect(statSync(target).mode & 0o777).toBe(0o600);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test.each([
    [
      'bad-settings.json',
      'claude-code',
      '{"permissions": 7}',
      '#/permissions: must be an object, but is a single value.',
    ],
    [
      'bad-policy.json',
      'policy-json',
      '{"version":"1","default":"ask"}',
      '#/default: "default" must be "allow" or "deny", but is the string "ask".',
    ],
    ['any.rego', 'opa', 'package x', '#: OPA (Rego) is not a file that can be added to.'],
  ])('%s cannot be added to: it is named and left untouched', async (name, format, text, message) => {
    const path = file(name, text);
    const written = await write('npm:@acme/ledger-mcp', format);
    expect(() => planFile(path, written)).toThrow(`${path}${message}`);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('--write by itself is an error', async () => {
    const { code, stderr } = await run('npm:@acme/ledger-mcp', '--write');
    expect(code).toBe(2);
    expect(stderr).toMatch(/--write changes the file that --merge names/);
  }, 120_000);
});
