import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseOrigin } from '#crawler/sources/parse-origin.ts';
import { Server } from '#data/schema/server.ts';
import { SkipReason } from '#data/schema/skip.ts';
import { checkSeed, findRepository } from '#data/seeds/look-up.ts';
import { readSeeds, type Seed, toServer } from '#data/seeds/seed.ts';
import { startGithubServer } from './support/github-server.ts';
import { findDeadUrl } from './support/loopback.ts';
import { startNpmServer } from './support/npm-server.ts';
import { startPypiServer } from './support/pypi-server.ts';

const read = (path: string) => readFileSync(new URL(`../data/${path}`, import.meta.url), 'utf8');
const readSentences = (path: string) =>
  z.record(z.string(), z.string().regex(/^\S.*\.$/)).parse(parse(read(path)));

const seeds = readSeeds(read('seeds/servers.yml'));
const topics = readSentences('taxonomy/server-topics.yml');

describe('the seeds', () => {
  test('are at least 75, at least 48 of them starters that npm has', () => {
    expect(seeds.length).toBeGreaterThanOrEqual(75);
    expect(seeds.filter(({ starter, npm }) => starter && npm).length).toBeGreaterThanOrEqual(48);
  });

  test('hold the server that the catalogue is measured on', () => {
    expect(seeds.map(({ github }) => github)).toContain('kydlikebtc/binance-mcp-server');
  });

  test('are sorted by name, and no place is in them twice', () => {
    const names = seeds.map(({ name }) => name.toLowerCase());
    expect(names).toEqual([...new Set(names)].sort());
    const places = seeds.flatMap((seed) => toServer(seed).origins).map((id) => id.toLowerCase());
    expect(places).toHaveLength(new Set(places).size);
  });

  test('name places that a source can be asked for', () => {
    const servers = seeds.map(toServer);
    for (const server of servers) {
      expect(Server.parse(server).origins[0]).toBe(server.id);
      for (const id of server.origins) {
        expect(parseOrigin(id)).toEqual({ kind: 'origin', origin: { id, ref: null } });
      }
    }
  });

  test('use every topic, and no other', () => {
    expect([...new Set(seeds.map(({ topic }) => topic))].sort()).toEqual(Object.keys(topics).sort());
  });
});

describe('a seed', () => {
  test('may be a Python package', () => {
    const [seed] = readSeeds('- {name: Ledger, github: acme/ledger, pypi: ledger-mcp, topic: finance}');
    expect(seed && toServer(seed).origins).toEqual(['github:acme/ledger', 'pypi:ledger-mcp']);
    expect(() => readSeeds('- {name: Ledger, pypi: Ledger_MCP, topic: finance}')).toThrow('0.pypi: Invalid');
  });

  test('has GitHub’s id first, and npm to fall back to', () => {
    const text =
      '- {name: Ledger, github: acme/ledger/packages/mcp, npm: "@acme/ledger-mcp", topic: finance}';
    expect(readSeeds(text).map(toServer)).toEqual([
      {
        id: 'github:acme/ledger/packages/mcp',
        name: 'Ledger',
        origins: ['github:acme/ledger/packages/mcp', 'npm:@acme/ledger-mcp'],
        topic: 'finance',
      },
    ]);
  });

  test.each([
    ['- {name: Ledger, topic: finance}', '0: has none of github, npm and pypi'],
    ['- {name: Ledger, npm: ledger, topic: finance, startre: true}', '0: Unrecognized key: "startre"'],
    ['- {name: Ledger, github: "https://github.com/acme/ledger", topic: finance}', '0.github: Invalid'],
    ['name: Ledger', ': Invalid input'],
  ])('that is wrong is named: %s', (text, message) => {
    expect(() => readSeeds(text)).toThrow(`data/seeds/servers.yml: ${message}`);
  });
});

test('every reason for not reading something has its sentence', () => {
  expect(Object.keys(readSentences('taxonomy/skip-reasons.yml'))).toEqual(SkipReason.options);
});

test('topics are sorted', () => {
  expect(Object.keys(topics)).toEqual(Object.keys(topics).toSorted());
});

describe('looking a seed up', () => {
  const seed: Seed = { name: 'Ledger', github: 'acme/ledger/mcp', npm: '@acme/ledger', topic: 'finance' };
  afterEach(() => vi.unstubAllEnvs());

  async function lookUp(repository: string | undefined, wanted: Seed = seed) {
    const npm = await startNpmServer();
    const github = await startGithubServer();
    const pypi = await startPypiServer();
    await pypi.put('ledger', { version: '1.2.0', files: { a: '1' } });
    github.put('acme/ledger', { files: {}, commit: '4c1f0e6b5a2d9873c0ffee1234567890abcdef12' });
    await npm.put('@acme/ledger', {
      version: '1.2.0',
      files: { a: '1' },
      ...(repository === undefined ? {} : { repository }),
    });
    for (const [name, value] of Object.entries(npm.env)) vi.stubEnv(name, value);
    const findings = await checkSeed(wanted, { archiveUrl: github.url, indexUrl: pypi.url });
    await Promise.all([npm.close(), github.close(), pypi.close()]);
    return findings.map(({ id, outcome }) => `${id} ${outcome}`);
  }

  test('both names are there', async () => {
    expect(await lookUp('git+https://github.com/Acme/ledger.git')).toEqual([
      'github:acme/ledger/mcp found',
      'npm:@acme/ledger found',
    ]);
  });

  test('a package that does not say where it is made', async () => {
    expect(await lookUp(undefined)).toContain('npm:@acme/ledger found');
  });

  test('a package that is made elsewhere', async () => {
    expect(await lookUp('https://github.com/other/ledger')).toContain('npm:@acme/ledger elsewhere');
  });

  test('names that are not there', async () => {
    const places = { github: 'acme/gone', npm: '@acme/gone', pypi: 'gone' };
    const gone: Seed = { name: 'Gone', ...places, topic: 'finance' };
    expect(await lookUp(undefined, gone)).toEqual([
      'github:acme/gone missing',
      'npm:@acme/gone missing',
      'pypi:gone missing',
    ]);
  });

  test('a Python package that is there', async () => {
    const python: Seed = { name: 'Ledger', pypi: 'ledger', topic: 'finance' };
    expect(await lookUp(undefined, python)).toEqual(['pypi:ledger found']);
  });

  test('hosts that cannot be asked are unknown', async () => {
    const url = await findDeadUrl();
    vi.stubEnv('npm_config_registry', url);
    vi.stubEnv('npm_config_fetch_retries', '0');
    const findings = await checkSeed({ ...seed, pypi: 'ledger' }, { archiveUrl: url, indexUrl: url });
    expect(findings.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test.each([
    ['git+https://github.com/acme/ledger.git', 'acme/ledger'],
    ['git@github.com:Acme/ledger.git', 'acme/ledger'],
    ['git+ssh://git@github.com/acme/ledger.js.git', 'acme/ledger.js'],
    ['git://github.com/acme/ledger', 'acme/ledger'],
    ['github:acme/ledger', 'acme/ledger'],
    ['https://github.com/acme/ledger/tree/main/mcp', 'acme/ledger'],
    ['https://gitlab.example.org/acme/ledger', undefined],
  ])('%s is %s', (address, repository) => {
    expect(findRepository(address)).toBe(repository);
  });
});
