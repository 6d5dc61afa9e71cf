import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { serveSite } from '../commands/serve.ts';

let folder: string;
const servers: Server[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'toolrisk-serve-'));
  mkdirSync(join(folder, 'tools', 'ledger'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<h1>Home</h1>');
  writeFileSync(join(folder, '404.html'), '<h1>Nothing here</h1>');
  writeFileSync(join(folder, 'tools', 'ledger', 'index.html'), '<h1>Ledger</h1>');
  writeFileSync(join(folder, 'tools', 'index.json'), '[]');
});

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

async function serve(basePath: string, port = 0): Promise<string> {
  const { server, address } = await serveSite(folder, { port, basePath });
  servers.push(server);
  return address;
}

async function ask(address: string): Promise<[number, string]> {
  const response = await fetch(address);
  return [response.status, await response.text()];
}

test.each(['/', '/shelf/risk/', 'shelf/risk'])('serves pages and files below %s', async (basePath) => {
  const address = await serve(basePath);
  expect(new URL(address).pathname).toBe(basePath === '/' ? '/' : '/shelf/risk/');
  expect(await ask(address)).toEqual([200, '<h1>Home</h1>']);
  expect(await ask(`${address}tools/ledger/`)).toEqual([200, '<h1>Ledger</h1>']);
  expect(await ask(`${address}tools/index.json`)).toEqual([200, '[]']);
});

test('what is not there is 404, inside and outside of the base and above the folder', async () => {
  const address = await serve('/shelf/');
  const { origin } = new URL(address);
  for (const path of ['/shelf/nowhere/', '/elsewhere/', '/shelf/..%2f..%2fetc/passwd', '/shelf/%']) {
    expect(await ask(`${origin}${path}`), path).toEqual([404, '<h1>Nothing here</h1>']);
  }
});

test('a taken port is one clear sentence', async () => {
  const { port } = new URL(await serve('/'));
  await expect(serve('/', Number(port))).rejects.toThrow(
    `Port ${port} of this machine is taken. Choose another with --port.`,
  );
});
