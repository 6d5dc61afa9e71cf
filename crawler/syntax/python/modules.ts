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

export function indexModules(paths: readonly string[], isOutside: (name: string) => boolean): ModuleIndex {
  const files = new Set(paths.filter((path) => path.endsWith('.py')));
  const folders = new Set([...files].flatMap(foldersAbove));
  const modules = new Map<string, Module>();
  const found = new Map<string, Module | undefined>();
  const isPackage = (folder: string) => files.has(join(folder, '__init__.py'));

  function nameOf(path: string): string {
    const folder = folderOf(path);
    const root = foldersAbove(path).find((each) => !isPackage(each)) ?? '';
    const inside = root === '' ? path : path.slice(root.length + 1);
    return folder === root && !path.includes('/')
      ? inside.replace(/\.py$/, '')
      : inside.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
  }

  function moduleAt(path: string, name: string): Module {
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

  function at(base: string, name: string): Module | undefined {
    const path = join(base, name.replaceAll('.', '/'));
    const file = [`${path}/__init__.py`, `${path}.py`].find((each) => files.has(each));
    if (file !== undefined) return moduleAt(file, nameOf(file));
    return folders.has(path) && path !== '' ? moduleAt(`${path}/`, name) : undefined;
  }

  function search(name: string, from: string): Module | undefined {
    if (name === '' || isOutside(name)) return undefined;
    const above = foldersAbove(from);
    const roots = [...above.filter((folder) => !isPackage(folder)), ...above.filter(isPackage)];
    const bases = roots.flatMap((folder) => [join(folder, 'src'), folder, join(folder, 'python')]);
    const direct = bases.map((base) => at(base, name)).find((module) => module !== undefined);
    return direct ?? bySuffix(name);
  }

  /** A package whose root is none of the folders above: found by its path's end, when only one file has it. */
  function bySuffix(name: string): Module | undefined {
    if (!name.includes('.')) return undefined;
    const tail = name.replaceAll('.', '/');
    const hits = [...files].filter(
      (path) => path.endsWith(`/${tail}.py`) || path.endsWith(`/${tail}/__init__.py`),
    );
    const [only] = hits;
    return hits.length === 1 && only !== undefined ? moduleAt(only, nameOf(only)) : undefined;
  }

  return {
    moduleOf: (path) => (files.has(path) ? moduleAt(path, nameOf(path)) : undefined),
    find(name, from) {
      const key = `${folderOf(from)}\n${name}`;
      if (!found.has(key)) found.set(key, search(name, from));
      return found.get(key);
    },
  };
}
