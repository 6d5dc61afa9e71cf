import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { discover } from '#crawler/discovery/index.ts';
import type { CrawlTarget } from './crawl.ts';
import type { Progress } from './progress.ts';
import { asSeed, findTarget, listSeeds } from './targets.ts';

const ARCHIVE = /\.(tgz|tar\.gz)$/i;

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
