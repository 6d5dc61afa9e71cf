import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseOrigin } from '#crawler/sources/parse-origin.ts';
import type { Server } from '#data/schema/server.ts';
import { readSeeds, type Seed, toServer } from '#data/seeds/seed.ts';
import type { CrawlTarget } from './crawl.ts';

const SEEDS = new URL('../data/seeds/servers.yml', import.meta.url);

let read: readonly { seed: Seed; server: Server }[] | undefined;

function loadSeeds() {
  read ??= readSeeds(readFileSync(SEEDS, 'utf8')).map((seed) => ({ seed, server: toServer(seed) }));
  return read;
}

/** The servers to crawl when nobody says which: the starters, or every seed. */
export function listSeeds({ all }: { all: boolean }): CrawlTarget[] {
  const wanted = loadSeeds().filter(({ seed }) => all || seed.starter);
  return wanted.map(({ server }) => ({ server, ref: null }));
}

/** A seed knows more origins of a server than whoever names it. */
export function asSeed(server: Server): Server {
  return loadSeeds().find((known) => known.server.id === server.id)?.server ?? server;
}

function nameOf(id: string): string {
  return basename(id.slice(id.indexOf(':') + 1)) || id;
}

/** The one server that a person means by a source. */
export function findTarget(source: string): CrawlTarget {
  const parsed = parseOrigin(source);
  if (parsed.kind === 'error') throw new Error(parsed.message);
  const { id, ref } = parsed.origin;
  return { server: asSeed({ id, name: nameOf(id), origins: [id], topic: null }), ref };
}
