import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseOrigin } from '#crawler/sources/parse-origin.ts';
import { Server } from '#data/schema/server.ts';
import { SkipReason } from '#data/schema/skip.ts';
import { readSeeds, toServer } from '#data/seeds/seed.ts';

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
    ['- {name: Ledger, topic: finance}', '0: has neither github nor npm'],
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
