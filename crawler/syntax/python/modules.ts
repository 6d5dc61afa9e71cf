// https://docs.python.org/3/reference/import.html, with `src` folders and folders that hold scripts as roots.
import type { Module, Scope, Value } from './value.ts';

export interface ModuleIndex {
  /** The module of a file; undefined for what is no Python file of the tree. */
  moduleOf(path: string): Module | undefined;
  /** The module that a dotted name means in a file. */
  find(name: string, from: string): Module | undefined;
}

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const join = (folder: string, rest: string) => (folder === '' ? rest : `${folder}/${rest}`);

/** Every folder that holds a path, nearest first, the root last. */
export function foldersAbove(path: string): string[] {
  const folder = folderOf(path);
  return folder === '' ? [''] : [folder, ...foldersAbove(folder)];
}

interface Files {
  paths: ReadonlySet<string>;
  folders: ReadonlySet<string>;
  modules: Map<string, Module>;
}

const isPackage = ({ paths }: Files, folder: string) => paths.has(join(folder, '__init__.py'));

function nameOf(files: Files, path: string): string {
  const root = foldersAbove(path).find((each) => !isPackage(files, each));
  const inside = root === undefined || root === '' ? path : path.slice(root.length + 1);
  return inside.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
}

function moduleAt({ modules }: Files, path: string, name: string): Module {
  const known = modules.get(path);
  if (known !== undefined) return known;
  const names = new Map<string, Value>();
  const module: Module = {
    kind: 'module',
    path,
    name,
    state: 'fresh',
    mainBlocks: [],
    get scope() {
      return scope;
    },
  };
  const scope: Scope = { kind: 'module', names, parent: null, module, frame: null, globals: new Set() };
  modules.set(path, module);
  return module;
}

/** The module of a name below a folder. A folder of Python files is a package even without `__init__.py`. */
function moduleBelow(files: Files, folder: string, name: string): Module | undefined {
  const path = join(folder, name.replaceAll('.', '/'));
  const file = [`${path}/__init__.py`, `${path}.py`].find((each) => files.paths.has(each));
  if (file !== undefined) return moduleAt(files, file, nameOf(files, file));
  return files.folders.has(path) && path !== '' ? moduleAt(files, `${path}/`, name) : undefined;
}

/** A package whose root is none of the folders above: found by its path's end, when only one file has it. */
function moduleBySuffix(files: Files, name: string): Module | undefined {
  if (!name.includes('.')) return undefined;
  const tail = name.replaceAll('.', '/');
  const hits = [...files.paths].filter(
    (path) => path.endsWith(`/${tail}.py`) || path.endsWith(`/${tail}/__init__.py`),
  );
  const [only] = hits;
  return hits.length === 1 && only !== undefined ? moduleAt(files, only, nameOf(files, only)) : undefined;
}

function search(files: Files, name: string, from: string): Module | undefined {
  const above = foldersAbove(from);
  const inPackage = (folder: string) => isPackage(files, folder);
  const roots = [...above.filter((folder) => !inPackage(folder)), ...above.filter(inPackage)];
  const bases = roots.flatMap((folder) => [join(folder, 'src'), folder, join(folder, 'python')]);
  const direct = bases.map((base) => moduleBelow(files, base, name)).find((module) => module !== undefined);
  return direct ?? moduleBySuffix(files, name);
}

/** Finds modules by file and by name; `isOutside` says which names are packages of others, whatever the tree holds. */
export function indexModules(paths: readonly string[], isOutside: (name: string) => boolean): ModuleIndex {
  const own = new Set(paths.filter((path) => path.endsWith('.py')));
  const files: Files = { paths: own, folders: new Set([...own].flatMap(foldersAbove)), modules: new Map() };
  const found = new Map<string, Module | undefined>();
  return {
    moduleOf: (path) => (own.has(path) ? moduleAt(files, path, nameOf(files, path)) : undefined),
    find(name, from) {
      if (name === '' || isOutside(name)) return undefined;
      const key = `${folderOf(from)}\n${name}`;
      if (!found.has(key)) found.set(key, search(files, name, from));
      return found.get(key);
    },
  };
}
