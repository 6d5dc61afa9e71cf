// Puts packages into a tree where an installation would put them.
import type { Dependency } from '#data/schema/extraction.ts';
import type { FileTree, Snapshot } from './snapshot.ts';

/** A package that a server's tree wants; `snapshot` is null where it could not be had, and `why` says why. */
export interface Supply {
  dependency: Dependency;
  snapshot: Snapshot | null;
  why: string | null;
}

/** What a run may read: code, and data that is text. Declarations hold no values. */
const READABLE = /(?<!\.d)\.([cm]?[jt]sx?|json|ya?ml|md|txt|graphql|gql)$/;

export const folderOf = ({ name, server }: Dependency): string =>
  server.path === '' ? `node_modules/${name}` : `${server.path}/node_modules/${name}`;

/** A package that could not be had is there as well, without a file: nothing asks for it again. */
function layPackage({ dependency, snapshot }: Supply): [string, () => string | undefined][] {
  const folder = folderOf(dependency);
  if (snapshot === null) return [[`${folder}/package.json`, () => '{}']];
  const paths = snapshot.listFiles().filter((path) => READABLE.test(path));
  return paths.map((path) => [`${folder}/${path}`, () => snapshot.readFile(path)]);
}

/** The tree with the packages in it. */
export function layPackages(tree: FileTree, supplies: readonly Supply[]): FileTree {
  const laid = new Map(supplies.flatMap(layPackage));
  const paths = [...new Set([...tree.listFiles(), ...laid.keys()])].sort();
  return {
    listFiles: () => paths,
    readFile: (path) => {
      const read = laid.get(path);
      return read ? read() : tree.readFile(path);
    },
  };
}

/** The package that a path of such a tree is in, and the path inside it; undefined for the tree's own files. */
export function findSupply(
  path: string,
  supplies: readonly Supply[],
): { supply: Supply; path: string } | undefined {
  const supply = supplies.find(({ dependency }) => path.startsWith(`${folderOf(dependency)}/`));
  return supply && { supply, path: path.slice(folderOf(supply.dependency).length + 1) };
}
