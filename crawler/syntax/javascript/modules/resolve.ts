// https://nodejs.org/api/packages.html and https://www.typescriptlang.org/tsconfig/#paths
import { z } from 'zod';
import type { FileTree } from '../../../snapshot.ts';
import {
  findInstalled,
  findOwner,
  folderOf,
  isInstalled,
  joinPath,
  listTargets,
  type Manifest,
  parseLooseJson,
  readInstalled,
  readManifests,
} from './manifest.ts';

/** Where a specifier leads: a file of the tree, or a module that is not in it. */
export type Resolution =
  | { kind: 'file'; path: string }
  | { kind: 'missing' }
  | { kind: 'external'; module: string };

export interface Resolver {
  /** The tree's own packages. */
  readonly manifests: readonly Manifest[];
  /** Packages of others that stand below `node_modules`. */
  readonly installed: readonly Manifest[];
  /** The innermost package around a file, its own or another's. */
  ownerOf(path: string): Manifest | undefined;
  resolve(specifier: string, from: string): Resolution;
  /** The source file that a built file (`dist/index.js`) of a package was made from, or the built file itself. */
  findSource(folder: string, built: string): string | undefined;
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json'];
const SOURCE_OF = /\.(?:js|mjs|cjs|jsx)$/;
/** Folders that compilers write to. */
const BUILD_FOLDER =
  /^(?:\.\/)?(?:dist|build|lib|out|bin|output|compiled|esm|cjs|\.smithery)\/(?:(?:esm|cjs|src|bin|lib|build|dist)\/)?/;

/** The file that a path without extension, a folder, or the name of a compiled file means. */
function findFile(files: ReadonlySet<string>, path: string): string | undefined {
  const stem = path.replace(SOURCE_OF, '');
  const compiled = stem === path ? [] : ['.ts', '.tsx', '.mts', '.cts'].map((extension) => stem + extension);
  const candidates = [
    ...compiled,
    path,
    ...EXTENSIONS.map((extension) => path + extension),
    ...EXTENSIONS.map((extension) => joinPath(path, `index${extension}`)),
  ];
  return candidates.find((candidate) => files.has(candidate) && /\.[cm]?[jt]sx?$|\.json$/.test(candidate));
}

function findSource(files: ReadonlySet<string>, folder: string, built: string): string | undefined {
  const clean = built.replace(/^\.\//, '').replace(SOURCE_OF, '').replace(/\.d$/, '');
  const inner = clean.replace(BUILD_FOLDER, '');
  const moved = inner === clean ? [] : [`src/${inner}`, inner, `source/${inner}`, `lib/${inner}`];
  const typed = moved.flatMap((path) =>
    ['.ts', '.tsx', '.mts', '.cts'].map((extension) => joinPath(folder, path + extension)),
  );
  return typed.find((path) => files.has(path)) ?? findFile(files, joinPath(folder, built));
}

interface PathMap {
  base: string;
  paths: [string, string[]][];
}

const TsConfig = z.object({
  extends: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  compilerOptions: z
    .object({ baseUrl: z.string().optional(), paths: z.record(z.string(), z.array(z.string())).optional() })
    .optional()
    .catch(undefined),
});

function readPathMap(tree: FileTree, path: string, depth = 0): PathMap | undefined {
  const text = tree.readFile(path);
  const parsed = TsConfig.safeParse(text === undefined ? undefined : parseLooseJson(text));
  if (!parsed.success || depth > 5) return undefined;
  const options = parsed.data.compilerOptions;
  const base = joinPath(folderOf(path), options?.baseUrl ?? '.');
  if (options?.paths || options?.baseUrl)
    return { base, paths: Object.entries(options.paths ?? { '*': ['*'] }) };
  const parents = [parsed.data.extends].flat().filter((parent) => parent?.startsWith('.'));
  for (const parent of parents) {
    const file = joinPath(folderOf(path), `${parent}`);
    const found = readPathMap(tree, file.endsWith('.json') ? file : `${file}.json`, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** What a pattern with one star leaves of a specifier; undefined where it does not match. */
function matchStar(pattern: string, specifier: string): string | undefined {
  const [head, tail] = pattern.split('*');
  if (tail === undefined) return pattern === specifier ? '' : undefined;
  const fits =
    specifier.startsWith(head ?? '') && specifier.endsWith(tail) && specifier.length >= pattern.length - 1;
  return fits ? specifier.slice(head?.length, specifier.length - tail.length) : undefined;
}

const fill = (target: string, star: string) => target.replace('*', () => star);

function resolveMapped(map: PathMap, specifier: string, files: ReadonlySet<string>): string | undefined {
  for (const [pattern, targets] of map.paths) {
    const star = matchStar(pattern, specifier);
    for (const target of star === undefined ? [] : targets) {
      const found = findFile(files, joinPath(map.base, fill(target, star ?? '')));
      if (found) return found;
    }
  }
  return undefined;
}

const DECLARATION = /\.d\.[cm]?ts$/;

type Entries = [string, unknown][];
const entriesOf = (value: unknown): Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** The file that a package of the tree gives for a subpath, looked for among sources before built files. */
function resolvePackage(manifest: Manifest, subpath: string, files: ReadonlySet<string>): string | undefined {
  const key = subpath === '' ? '.' : `./${subpath}`;
  const conditional = entriesOf(manifest.exports);
  const isSubpaths = conditional.some(([name]) => name.startsWith('.'));
  const exported = isSubpaths
    ? conditional.flatMap(([pattern, target]) => {
        const star = matchStar(pattern, key);
        return star === undefined ? [] : listTargets(target).map((each) => fill(each, star));
      })
    : subpath === ''
      ? listTargets(manifest.exports)
      : [];
  const main =
    subpath === ''
      ? [manifest.source, manifest.module, manifest.main, 'src/index', 'index']
      : [`src/${subpath}`, subpath];
  const targets = [...exported, ...main.filter((target) => target !== undefined)];
  return targets
    .filter((target) => !DECLARATION.test(target))
    .map((target) => findSource(files, manifest.folder, target))
    .find((path) => path !== undefined);
}

/** The path map that applies in a folder: its own, or that of the nearest folder above with one. */
function createPathMaps(tree: FileTree): (folder: string) => PathMap | null {
  const maps = new Map<string, PathMap | null>();
  return function findMap(folder: string): PathMap | null {
    const known = maps.get(folder);
    if (known !== undefined) return known;
    const own = ['tsconfig.json', 'jsconfig.json'].map((name) => readPathMap(tree, joinPath(folder, name)));
    const found = own.find((map) => map !== undefined) ?? (folder === '' ? null : findMap(folderOf(folder)));
    maps.set(folder, found);
    return found;
  };
}

/** `#name` by the `imports` of the package around. */
function resolveImports(
  owner: Manifest | undefined,
  specifier: string,
  files: ReadonlySet<string>,
): string | undefined {
  for (const [pattern, target] of entriesOf(owner?.imports)) {
    const star = matchStar(pattern, specifier);
    const targets = star === undefined ? [] : listTargets(target).map((each) => fill(each, star));
    const found = targets.map((each) => findSource(files, owner?.folder ?? '', each));
    const path = found.find((each) => each !== undefined);
    if (path) return path;
  }
  return undefined;
}

/** No package can be named so: an alias of the package's own sources, which builds and bundlers may be told of elsewhere. */
const ALIASED = /^[@~]\//;

function findAliased(
  owner: Manifest | undefined,
  specifier: string,
  files: ReadonlySet<string>,
): string | undefined {
  if (!ALIASED.test(specifier)) return undefined;
  const inner = specifier.slice(2);
  return ['src', '.']
    .map((folder) => findFile(files, joinPath(owner?.folder ?? '', `${folder}/${inner}`)))
    .find((path) => path !== undefined);
}

/** A file of another package of the tree that is linked or copied into this one when it is built: `app/shared/x.js` for `shared/src/x.ts`. */
function findLinked(
  manifests: readonly Manifest[],
  files: ReadonlySet<string>,
  target: string,
): string | undefined {
  const segments = target.split('/');
  for (let at = segments.length - 2; at > 0; at--) {
    const folder = [...segments.slice(0, at - 1), segments[at]].join('/');
    const linked = manifests.find((manifest) => manifest.folder === folder);
    if (linked) return findSource(files, folder, ['build', ...segments.slice(at + 1)].join('/'));
  }
  return undefined;
}

/** Resolves as Node and the TypeScript compiler would, over the files of a tree. */
export function createResolver(tree: FileTree): Resolver {
  const files = new Set(tree.listFiles());
  const manifests = readManifests(tree);
  const installed = readInstalled(tree);
  const byFolder = new Map(installed.map((manifest) => [manifest.folder, manifest]));
  const byName = new Map(
    manifests.flatMap((manifest) => (manifest.name ? [[manifest.name, manifest] as const] : [])),
  );
  const findMap = createPathMaps(tree);
  const ownerOf = (path: string) => findOwner(isInstalled(path) ? installed : manifests, path);

  function resolveBare(specifier: string, from: string): Resolution {
    const owner = ownerOf(from);
    const own = specifier.startsWith('#') ? resolveImports(owner, specifier, files) : undefined;
    if (own) return { kind: 'file', path: own };
    const map = isInstalled(from) ? null : findMap(folderOf(from));
    const mapped = map && resolveMapped(map, specifier, files);
    if (mapped) return { kind: 'file', path: mapped };
    const [, name, rest] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(specifier) ?? [];
    const found = name === undefined ? undefined : (byName.get(name) ?? findInstalled(byFolder, name, from));
    const path = found ? resolvePackage(found, rest ?? '', files) : findAliased(owner, specifier, files);
    if (path === undefined && ALIASED.test(specifier)) return { kind: 'missing' };
    return path ? { kind: 'file', path } : { kind: 'external', module: specifier };
  }

  /** The source of a built file that is not in the tree, such as the one that a `bin` script of a repository starts. */
  function findUnbuilt(target: string, from: string): string | undefined {
    const folder = ownerOf(from)?.folder;
    if (folder === undefined) return undefined;
    return findSource(files, folder, folder === '' ? target : target.slice(folder.length + 1));
  }

  return {
    manifests,
    installed,
    ownerOf,
    findSource: (folder, built) => findSource(files, folder, built),
    resolve(specifier, from) {
      if (!/^\.{0,2}\//.test(specifier) && !/^\.{1,2}$/.test(specifier)) return resolveBare(specifier, from);
      const around = specifier.startsWith('/') ? '' : folderOf(from);
      const target = joinPath(around, specifier.replace(/\?.*$/, ''));
      const path =
        findFile(files, target) ?? findUnbuilt(target, from) ?? findLinked(manifests, files, target);
      return path ? { kind: 'file', path } : { kind: 'missing' };
    },
  };
}
