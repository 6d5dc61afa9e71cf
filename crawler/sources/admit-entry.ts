import type { SkipReason } from '#data/schema/skip.ts';
import type { Collection } from './collection.ts';
import { parseEntryPath } from './entry-path.ts';
import type { Limits } from './limits.ts';
import { isIrrelevant } from './relevance.ts';

/** An entry as its archive states it. `size` is in bytes, inflated. */
export interface ArchiveEntry {
  name: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  size: number;
}

export interface Admission {
  limits: Limits;
  /** Whether the first folder is taken off every path, whatever it is called, as npm does. */
  topFolder: 'strip' | 'keep';
}

/** Where an entry is to be kept, and the first folder of its path; null where it has none. */
export interface Admitted {
  path: string;
  topFolder: string | null;
}

/** Why an entry of a plain path is not read; undefined where it is. */
function findObstacle(
  entry: ArchiveEntry,
  path: string,
  { limits, topFolder }: Admission,
): [SkipReason, string] | undefined {
  if (entry.kind === 'link') return ['link', 'Links are not followed.'];
  if (entry.kind === 'other') return ['unsafe-path', 'It is not a regular file.'];
  if (topFolder === 'strip' && !path.includes('/'))
    return ['unsafe-path', 'It stands outside the top folder.'];
  return entry.size > limits.fileBytes ? ['file-too-large', `The file has ${entry.size} bytes.`] : undefined;
}

/** The path under which an entry is to be read; undefined where it is left out, with its Skip where one is due. */
export function admitEntry(
  entry: ArchiveEntry,
  collection: Collection,
  admission: Admission,
): Admitted | undefined {
  if (entry.kind === 'folder') return undefined;
  const named = parseEntryPath(entry.name, admission.limits.pathLength);
  if (named.kind === 'unsafe') {
    collection.refuse(named.shown, 'unsafe-path', named.why);
    return undefined;
  }
  if (isIrrelevant(named.path)) return undefined;
  const slash = named.path.indexOf('/');
  const path = admission.topFolder === 'strip' ? named.path.slice(slash + 1) : named.path;
  const obstacle = findObstacle(entry, named.path, admission);
  if (obstacle !== undefined) {
    collection.refuse(path, ...obstacle);
    return undefined;
  }
  return { path, topFolder: slash > 0 ? named.path.slice(0, slash) : null };
}
