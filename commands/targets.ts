import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { discover } from '#crawler/discovery/index.ts';
import { parseOrigin } from '#crawler/sources/parse-origin.ts';
import type { Server } from '#data/schema/server.ts';
import { readSeeds, type Seed, toServer } from '#data/seeds/seed.ts';
import type { CrawlTarget } from './crawl.ts';
import type { Progress } from './progress.ts';

const SEEDS = new URL('../data/seeds/servers.yml', import.meta.url);
const ARCHIVE = /\.(tgz|tar\.gz)$/i;

let read: Seed[] | undefined;

function loadSeeds(): Seed[] {
  read ??= readSeeds(readFileSync(SEEDS, 'utf8'));
  return read;
}

/** The servers to crawl when nobody says which: the starters, or every seed. */
export function listSeeds({ all }: { all: boolean }): CrawlTarget[] {
  const wanted = loadSeeds().filter((seed) => all || seed.starter);
  return wanted.map((seed) => ({ server: toServer(seed), ref: null }));
}

/** A seed knows more origins of a server than whoever names it. */
function asSeed(server: Server): Server {
  return (
    loadSeeds()
      .map(toServer)
      .find((known) => known.id === server.id) ?? server
  );
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

/** The servers that a list or a client configuration names. What it names and nothing here can read is said, not dropped. */
export function readList(path: string, progress: Progress): CrawlTarget[] {
  const { servers, refs, skipped } = discover(basename(path), readFileSync(path, 'utf8'));
  for (const skip of skipped) progress.say(`Left out: ${skip.message} [${skip.reason}]`);
  if (servers.length === 0) throw new Error(`${path} names no server that can be read.`);
  return servers.map((server) => ({ server: asSeed(server), ref: refs.get(server.id) ?? null }));
}

function isListFile(source: string): boolean {
  const stat = statSync(source, { throwIfNoEntry: false });
  return stat?.isFile() === true && !ARCHIVE.test(source);
}

/** The servers of a source: several where it is a client configuration. */
export function findTargets(source: string, progress: Progress): CrawlTarget[] {
  return isListFile(source) ? readList(source, progress) : [findTarget(source)];
}

/** What a person asked to crawl: the sources named and those of a list, or else the seeds. */
export function chooseTargets(
  sources: readonly string[],
  { all, from }: { all?: boolean; from?: string },
  progress: Progress,
): CrawlTarget[] {
  const named = sources.flatMap((source) => findTargets(source, progress));
  const listed = from === undefined ? [] : readList(from, progress);
  const wanted = [...named, ...listed];
  return wanted.length > 0 ? wanted : listSeeds({ all: all === true });
}
