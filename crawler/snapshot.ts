import type { Skip } from '#data/schema/skip.ts';
import type { SnapshotRef } from '#data/schema/snapshot.ts';

/** A read-only tree of text files. Paths are relative, with forward slashes. */
export interface FileTree {
  /** Every path, sorted. */
  listFiles(): readonly string[];
  /** The text of a file; undefined where there is none, or where it was refused (then `Snapshot.skipped` says why). */
  readFile(path: string): string | undefined;
}

/** One immutable version of a server's files, in memory. */
export interface Snapshot extends FileTree {
  readonly ref: SnapshotRef;
  /** What was left out on the way in: too large, binary, links, unsafe paths. */
  readonly skipped: readonly Skip[];
}

export function createFileTree(files: ReadonlyMap<string, string>): FileTree {
  const paths = [...files.keys()].sort();
  return { listFiles: () => paths, readFile: (path) => files.get(path) };
}
