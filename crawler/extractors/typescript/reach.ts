// What the files that a program begins with lead to, by the texts of their imports alone.
import type { Location } from '#data/schema/location.ts';
import type { FileTree } from '../../snapshot.ts';
import { isInstalled } from '../../syntax/javascript/modules/manifest.ts';
import type { Resolver } from '../../syntax/javascript/modules/resolve.ts';

const IMPORT = /(?:\bfrom|\bimport|\brequire\()\s{0,20}\(?\s{0,20}['"]([^'"\n]{1,200})['"]/g;
const PACKAGE = /^(?:@[^/]+\/)?[^/]+/;
/** Files that are looked at. */
const MAX_FILES = 5_000;

/** A package that is imported and not in the tree. */
export interface Unmet {
  name: string;
  importer: string;
  /** In the tree's own files: where it is imported, or where that package is which wants it. */
  location: Location;
}

interface Reached {
  path: string;
  /** Where the tree's own files lead here; null for those themselves. */
  crossing: Location | null;
}

function locate(path: string, text: string, offset: number): Location {
  const line = text.slice(0, offset).split('\n').length;
  return { path, startLine: line, endLine: line };
}

/** The packages that files want and that are not in the tree: by the files themselves, and by all that these lead to. */
export function findUnmet(entries: readonly string[], tree: FileTree, resolver: Resolver): Unmet[] {
  const unmet: Unmet[] = [];
  const reached: Reached[] = entries.map((path) => ({ path, crossing: null }));
  const seen = new Set(entries);
  for (const { path, crossing } of reached) {
    const text = tree.readFile(path) ?? '';
    for (const match of text.matchAll(IMPORT)) {
      const [all, specifier = ''] = match;
      const found = resolver.resolve(specifier, path);
      if (found.kind === 'missing' || (found.kind === 'file' && seen.has(found.path))) continue;
      const location = crossing ?? locate(path, text, match.index + all.lastIndexOf(specifier));
      const name = PACKAGE.exec(specifier)?.[0];
      if (found.kind === 'external' && name !== undefined) unmet.push({ name, importer: path, location });
      if (found.kind === 'external' || seen.size >= MAX_FILES) continue;
      seen.add(found.path);
      reached.push({ path: found.path, crossing: isInstalled(found.path) ? location : null });
    }
  }
  return unmet;
}
