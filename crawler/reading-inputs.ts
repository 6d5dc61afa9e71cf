import { createHash } from 'node:crypto';
import type { ReadingInputs } from '#data/schema/reading-inputs.ts';
import { READERS } from './extractors/index.ts';
import type { FileTree } from './snapshot.ts';

/** Lengths go first, so that no text can pass for the end of another. */
function hashAll(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} `).update(text);
  return hash.digest('hex');
}

const hashTexts = (tree: FileTree, paths: readonly string[]): string =>
  hashAll(paths.map((path) => tree.readFile(path) ?? 'none'));

/** A tree that remembers which of its paths were asked for, whether there is such a file or not. */
export function recordReads(tree: FileTree): { tree: FileTree; listRead(): string[] } {
  const read = new Set<string>();
  return {
    tree: {
      listFiles: tree.listFiles,
      readFile(path) {
        read.add(path);
        return tree.readFile(path);
      },
    },
    listRead: () => [...read].sort(),
  };
}

export function describeInputs(tree: FileTree, read: readonly string[]): ReadingInputs {
  return {
    readers: READERS,
    paths: hashAll(tree.listFiles()),
    read: [...read],
    texts: hashTexts(tree, read),
  };
}

/** Whether reading this tree would see what an earlier reading saw. */
export const hasInputs = (tree: FileTree, inputs: ReadingInputs): boolean =>
  inputs.readers === READERS &&
  inputs.paths === hashAll(tree.listFiles()) &&
  inputs.texts === hashTexts(tree, inputs.read);
