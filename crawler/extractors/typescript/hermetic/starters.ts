// Files that start what the makers of a server hold: those that import them, and that nothing imports.
import type { FileTree } from '../../../snapshot.ts';
import type { Resolver } from '../../../syntax/javascript/modules/resolve.ts';

const CODE = /(?<!\.d)\.[cm]?[jt]sx?$/;
const ASIDE =
  /(^|\/)(node_modules|tests?|__tests__|__mocks__|mocks?|e2e|fixtures?|examples?|docs?|evals?)\/|\.(test|spec|config|stories)\.[cm]?[jt]sx?$/i;
const IMPORT = /(?:\bfrom|\bimport|\brequire\()\s*\(?\s*['"](\.[^'"\n]+)['"]/g;
/** Files of a package that are looked at. */
const MAX_FILES = 3_000;

/** The files that each file of a folder imports by relative path. */
function readImports(folder: string, tree: FileTree, resolver: Resolver): Map<string, Set<string>> {
  const own = tree
    .listFiles()
    .filter(
      (path) => CODE.test(path) && !ASIDE.test(path) && (folder === '' || path.startsWith(`${folder}/`)),
    );
  const importers = new Map<string, Set<string>>();
  for (const path of own.slice(0, MAX_FILES))
    for (const [, specifier = ''] of (tree.readFile(path) ?? '').matchAll(IMPORT)) {
      const found = resolver.resolve(specifier, path);
      if (found.kind === 'file')
        importers.set(found.path, (importers.get(found.path) ?? new Set()).add(path));
    }
  return importers;
}

/** The files that stand at the end of the chains of importers which begin at some files; sorted, without those files. */
export function findStarters(
  makers: readonly string[],
  folder: string,
  tree: FileTree,
  resolver: Resolver,
): string[] {
  const importers = readImports(folder, tree, resolver);
  const seen = new Set(makers);
  const open = [...makers];
  const starters = new Set<string>();
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const next = importers.get(path);
    if (!next && !makers.includes(path)) starters.add(path);
    for (const each of next ?? []) if (!seen.has(each)) open.push(each);
    for (const each of next ?? []) seen.add(each);
  }
  return [...starters].sort();
}
