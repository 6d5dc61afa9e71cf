import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseOrigin } from '#crawler/sources/parse-origin.ts';
import type { Server } from '#data/schema/server.ts';
import { readSeeds, toServer } from '#data/seeds/seed.ts';
import type { CrawlTarget } from './crawl.ts';

const SEEDS = new URL('../data/seeds/servers.yml', import.meta.url);

/** The servers to crawl when nobody says which: the starters, or every seed. */
export function listSeeds({ all }: { all: boolean }): CrawlTarget[] {
  return readSeeds(readFileSync(SEEDS, 'utf8'))
    .filter((seed) => all || seed.starter)
    .map((seed) => ({ server: toServer(seed), ref: null }));
}

function nameOf(id: string): string {
  return basename(id.slice(id.indexOf(':') + 1)) || id;
}

/** The server a person means by a source: a seed where one has that id, so that its other origins serve too. */
export function findTarget(source: string): CrawlTarget {
  const parsed = parseOrigin(source);
  if (parsed.kind === 'error') throw new Error(parsed.message);
  const { id, ref } = parsed.origin;
  const seed = listSeeds({ all: true }).find(({ server }) => server.id === id);
  const server: Server = seed?.server ?? { id, name: nameOf(id), origins: [id], topic: null };
  return { server, ref };
}
