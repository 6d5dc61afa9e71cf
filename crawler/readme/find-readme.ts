import type { FileTree } from '../snapshot.ts';

const README = /^readme(\.(md|markdown|mdx))?$/i;

function findIn(tree: FileTree, folder: string): string | undefined {
  const start = folder === '' ? '' : `${folder}/`;
  return tree.listFiles().find((path) => path.startsWith(start) && README.test(path.slice(start.length)));
}

/** The README of a server: the one in its folder, or, where it is the only server of the tree, the nearest one above. */
export function findReadme(
  tree: FileTree,
  folder: string,
  isOnly: boolean,
): { path: string; text: string } | undefined {
  const segments = folder.split('/').filter(Boolean);
  const above = segments.map((_segment, depth) => segments.slice(0, segments.length - depth - 1).join('/'));
  const folders = [folder, ...(isOnly ? above : [])];
  const path = folders.flatMap((each) => findIn(tree, each) ?? [])[0];
  const text = path === undefined ? undefined : tree.readFile(path);
  return path === undefined || text === undefined ? undefined : { path, text };
}
