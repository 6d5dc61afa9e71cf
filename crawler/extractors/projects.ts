import { z } from 'zod';
import type { FileTree } from '../snapshot.ts';
import type { Project } from './registration.ts';

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** What a manifest says of its project. */
export interface Manifest {
  name: string | undefined;
  description: string | undefined;
}

const Stated = z.object({
  name: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
});

/** What a table of a manifest states by these names; nothing where it is no table. */
export function readStated(table: unknown): Manifest {
  const { name, description } = Stated.catch({}).parse(table);
  return { name, description };
}

/**
 * Finds the project a file belongs to: the nearest folder above it with a manifest, the root where there is none.
 * `read` takes a manifest's text apart.
 */
export function createProjects(
  tree: FileTree,
  manifests: RegExp,
  read: (text: string, path: string) => Manifest,
): (path: string) => Project {
  const folders = new Map<string, Project>();
  for (const path of tree.listFiles().filter((each) => manifests.test(each))) {
    const folder = folderOf(path);
    const { name, description } = read(tree.readFile(path) ?? '', path);
    const known = folders.get(folder);
    const fallback = folder.split('/').at(-1) || 'server';
    folders.set(folder, {
      path: folder,
      name: known?.name ?? name ?? fallback,
      description: known?.description || description || '',
    });
  }
  return (path) => {
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
      const project = folders.get(folder);
      if (project) return project;
    }
    return folders.get('') ?? { path: '', name: 'server', description: '' };
  };
}

/** Folders below `src/main/java` and its like are names of packages, `com/example/build`, and say nothing of what they are for. */
const withoutPackages = (path: string): string =>
  path.replace(/((?:^|\/)src\/\w+\/(?:java|kotlin)\/).*$/, '$1');

/** What stands beside a program's sources is not run; below them such a folder is a part of it like any other. */
const BESIDE = /(^|\/)(docs?|target|build|bin|obj|\.build|deps)\//i;

/** Tests, examples, documentation and code of others: what a server does not run. */
export function isOwnCode(path: string): boolean {
  const own = withoutPackages(path);
  const above = /^(.*?\/)?src\//.exec(own)?.[0] ?? own;
  return (
    !BESIDE.test(above) &&
    !/(^|\/)(tests?|__tests__|spec|specs|testdata|fixtures?|mocks?|examples?|samples?|vendor|third_party|node_modules)\//i.test(
      own,
    )
  );
}
