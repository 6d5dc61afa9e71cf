// https://docs.npmjs.com/cli/configuring-npm/package-json
import { z } from 'zod';
import type { FileTree } from '../../../snapshot.ts';

const Targets = z.unknown().optional();

/** The parts of a package.json that say how its files are found. */
const ManifestFile = z.object({
  name: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  main: z.string().optional().catch(undefined),
  module: z.string().optional().catch(undefined),
  source: z.string().optional().catch(undefined),
  bin: z
    .union([z.string(), z.record(z.string(), z.string())])
    .optional()
    .catch(undefined),
  exports: Targets,
  imports: Targets,
  dependencies: z.record(z.string(), z.unknown()).optional().catch(undefined),
  devDependencies: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

export type Manifest = z.infer<typeof ManifestFile> & { readonly folder: string };

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Joins a folder and a relative path, resolving `.` and `..`. */
export function joinPath(folder: string, relative: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${relative}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** JSON with comments and trailing commas, as tsconfig.json has them; undefined where it is no JSON. */
export function parseLooseJson(text: string): unknown {
  const plain = text
    .replace(
      /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g,
      (_all, quoted) => quoted ?? '',
    )
    .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_all, quoted) => quoted ?? '');
  try {
    return JSON.parse(plain);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readManifest(tree: FileTree, path: string): Manifest | undefined {
  const text = tree.readFile(path);
  const parsed = ManifestFile.safeParse(text === undefined ? undefined : parseLooseJson(text));
  return parsed.success ? { ...parsed.data, folder: folderOf(path) } : undefined;
}

const outermostFirst = (a: Manifest, b: Manifest) =>
  a.folder.length - b.folder.length || (a.folder < b.folder ? -1 : 1);

/** Every package of a tree, outermost first, without those that are installed in it. */
export function readManifests(tree: FileTree): Manifest[] {
  return tree
    .listFiles()
    .filter((path) => /(^|\/)package\.json$/.test(path) && !isInstalled(path))
    .flatMap((path) => readManifest(tree, path) ?? [])
    .sort(outermostFirst);
}

/** Whether a path is that of another's package. */
export const isInstalled = (path: string): boolean => /(^|\/)node_modules\//.test(path);

/** The packages that stand in folders named `node_modules`, outermost first. */
export function readInstalled(tree: FileTree): Manifest[] {
  return tree
    .listFiles()
    .filter((path) => /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path))
    .flatMap((path) => readManifest(tree, path) ?? [])
    .sort(outermostFirst);
}

/** The place where a file finds a package: https://nodejs.org/api/modules.html#loading-from-node_modules-folders */
export function findInstalled(
  installed: ReadonlyMap<string, Manifest>,
  name: string,
  from: string,
): Manifest | undefined {
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    const found = installed.get(joinPath(folder, `node_modules/${name}`));
    if (found || folder === '') return found;
  }
}

const within = (path: string, folder: string) => folder === '' || path.startsWith(`${folder}/`);

/** The package a file belongs to: the innermost one around it. */
export const findOwner = (manifests: readonly Manifest[], path: string): Manifest | undefined =>
  manifests.findLast((manifest) => within(path, manifest.folder));

/** Conditions inside conditions that are looked at. */
const MAX_CONDITIONS = 8;

/** Every file name below conditional exports, in the order they are written. */
export function listTargets(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > MAX_CONDITIONS) return [];
  return Object.values(value).flatMap((each) => listTargets(each, depth + 1));
}
