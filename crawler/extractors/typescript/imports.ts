const IMPORT = /(?:from|import|require\()\s*\(?\s*['"]([^'"]+)['"]/g;

/** The packages, of those that are asked about, that a file imports by name; each once. */
export function listImported(text: string, known: ReadonlySet<string>): string[] {
  const names = [...text.matchAll(IMPORT)].flatMap(
    ([, specifier]) => /^(@[^/]+\/)?[^/]+/.exec(specifier ?? '')?.[0] ?? [],
  );
  return [...new Set(names)].filter((name) => known.has(name));
}

const RELATIVE = /(?:from|import|require\()\s*\(?\s*['"](\.[^'"]*)['"]/g;

/** Files that import others, directly or not, and that no file imports: what a person starts. */
export function findRoots(
  targets: readonly string[],
  files: readonly ImportingFile[],
  resolve: Resolve,
): string[] {
  const importers = new Map<string, string[]>();
  for (const { path, text } of files)
    for (const [, specifier] of text.matchAll(RELATIVE)) {
      const target = resolve(specifier ?? '', path);
      if (target !== undefined && target !== path)
        importers.set(target, [...(importers.get(target) ?? []), path]);
    }
  const seen = new Set(targets);
  for (const path of seen) for (const importer of importers.get(path) ?? []) seen.add(importer);
  return [...seen].filter((path) => !importers.has(path) && !targets.includes(path));
}

/** The files that one imports, directly or not, itself included; `import()` counts. */
export function listReached(start: string, files: readonly ImportingFile[], resolve: Resolve): Set<string> {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const seen = new Set([start]);
  for (const path of seen)
    for (const [, specifier] of (texts.get(path) ?? '').matchAll(IMPORT)) {
      const target = resolve(specifier ?? '', path);
      if (target !== undefined) seen.add(target);
    }
  return seen;
}

export interface ImportingFile {
  path: string;
  text: string;
}
type Resolve = (specifier: string, from: string) => string | undefined;
