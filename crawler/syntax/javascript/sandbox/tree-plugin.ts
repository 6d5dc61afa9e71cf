// https://esbuild.github.io/plugins/: lets the bundler see the files of a snapshot, a few packages, and nothing else
import { fileURLToPath } from 'node:url';
import type { OnLoadResult, OnResolveArgs, OnResolveResult, Plugin } from 'esbuild';
import { parse as parseYaml } from 'yaml';
import type { FileTree } from '../../../snapshot.ts';
import { folderOf, joinPath } from '../modules/manifest.ts';
import type { Resolver } from '../modules/resolve.ts';
import { findPackage } from './packages.ts';
import { prepareSource } from './prepare-source.ts';

const TREE = 'tree';
const OUTSIDE = 'outside';
const GUEST = 'file';
const EMPTY = 'empty';
/** zod's messages in forty languages, half of its size. */
const TRANSLATIONS = /\/locales\/index\.js$/;
/** The file that is run, as the guest imports it. */
export const ENTRY = 'sandbox:entry';

const CODE = /\.([cm]?[jt]sx?)$/;
const LOADERS: Record<string, OnLoadResult['loader'] & string> = {
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
};

export interface Sources {
  tree: FileTree;
  resolver: Resolver;
}

/** What the bundler met on its way. */
export interface Met {
  /** Files of the snapshot that are part of the bundle. */
  readonly files: Set<string>;
  /** Modules that are not in the snapshot and not linked in. */
  readonly outside: Set<string>;
  /** Imports that should lead to a file of the snapshot and do not. */
  readonly missing: { specifier: string; path: string }[];
  computesImports: boolean;
  /** The file that is run. */
  readonly entry: string;
}

/**
 * Where the bundler believes a file of the snapshot to stand. `import('./' + name)` makes it list folders of the disk: this one does not
 * exist, nor do those above it that a path of fewer steps can reach.
 */
const NOWHERE = `/${'nowhere/'.repeat(100)}`;
/** The world that every guest stands on. */
const WORLD = fileURLToPath(new URL('./guest/', import.meta.url));
const PACKAGE = /[\\/]node_modules[\\/]/;
const FAR_UP = /(?:\.\.\/){90}/;

/** A file of the guest, of the world, or of a package that is linked in. */
const isOurs = (path: string, guestFolder: string): boolean =>
  [WORLD, guestFolder].some((folder) => path.startsWith(folder)) || PACKAGE.test(path);

const outside = (name: string): OnResolveResult => ({ path: name, namespace: OUTSIDE });

/** A file that is named in full: text, data, or code with its own ending. */
function findExact(specifier: string, importer: string, { tree, resolver }: Sources): string | undefined {
  const path = joinPath(folderOf(importer), specifier.replace(/\?.*$/, ''));
  if (tree.readFile(path) !== undefined && !CODE.test(path)) return path;
  const found = resolver.resolve(specifier, importer);
  return found.kind === 'file' ? found.path : undefined;
}

function resolveOutside(name: string, importer: string, { resolver }: Sources, met: Met): OnResolveResult {
  const bare = name.replace(/^npm:/, '').replace(/(?<=.)@[\d^~][^/]*/, '');
  const path = findPackage(bare, resolver.ownerOf(importer));
  if (path !== undefined) return { path, namespace: GUEST };
  met.outside.add(bare);
  return outside(bare);
}

function resolveFromTree(args: OnResolveArgs, sources: Sources, met: Met): OnResolveResult {
  const path = findExact(args.path, args.importer, sources);
  if (path !== undefined) return { path, namespace: TREE };
  if (!/^\.{0,2}(?:\/|$)/.test(args.path)) return resolveOutside(args.path, args.importer, sources, met);
  met.missing.push({ specifier: args.path, path: args.importer });
  return outside(args.path);
}

function loadData(path: string, text: string): OnLoadResult {
  if (path.endsWith('.json')) return { contents: text, loader: 'json' };
  if (/\.ya?ml$/.test(path)) return { contents: JSON.stringify(parseYaml(text) ?? null), loader: 'json' };
  return { contents: text, loader: 'text' };
}

function loadFromTree(path: string, sources: Sources, met: Met): OnLoadResult {
  const source = sources.tree.readFile(path) ?? '';
  const ending = CODE.exec(path)?.[1];
  if (ending === undefined) return loadData(path, source);
  if (FAR_UP.test(source)) return { contents: 'export {};' };
  met.files.add(path);
  const number = [...met.files].indexOf(path);
  const { text, computesImports } = prepareSource({ path, text: source, main: path === met.entry, number });
  met.computesImports ||= computesImports;
  return { contents: text, loader: LOADERS[ending] ?? 'jsx', resolveDir: NOWHERE };
}

/** Resolves and loads without looking at the disk, but for our own guests and the packages that are linked in. */
export function createTreePlugin(sources: Sources, met: Met, guestFolder: string): Plugin {
  return {
    name: 'snapshot',
    setup(build) {
      build.onResolve({ filter: /^sandbox:/ }, ({ path }) => ({
        path: path === ENTRY ? met.entry : path.replace(/^sandbox:/, ''),
        namespace: TREE,
      }));
      build.onResolve({ filter: /.*/, namespace: TREE }, (args) => resolveFromTree(args, sources, met));
      build.onResolve({ filter: TRANSLATIONS, namespace: GUEST }, ({ path }) => ({ path, namespace: EMPTY }));
      build.onResolve({ filter: /^[^./]/, namespace: GUEST }, (args) => {
        if (args.kind === 'entry-point') return undefined;
        const path = findPackage(args.path, undefined);
        return path === undefined ? outside(args.path) : { path, namespace: GUEST };
      });
      build.onLoad({ filter: /.*/, namespace: GUEST }, ({ path }) =>
        isOurs(path, guestFolder) ? undefined : { contents: 'export {};' },
      );
      build.onLoad({ filter: /.*/, namespace: TREE }, ({ path }) => loadFromTree(path, sources, met));
      build.onLoad({ filter: /.*/, namespace: EMPTY }, () => ({ contents: 'export {};' }));
      build.onLoad({ filter: /.*/, namespace: OUTSIDE }, ({ path }) => ({
        contents: `module.exports = __outside(${JSON.stringify(path)});`,
        loader: 'js',
      }));
    },
  };
}
