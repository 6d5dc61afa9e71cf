const IMPORT = /(?:from|import|require\()\s*['"]([^'"]+)['"]/g;

/** The packages, of those that are asked about, that a file imports by name; each once. */
export function listImported(text: string, known: ReadonlySet<string>): string[] {
  const names = [...text.matchAll(IMPORT)].flatMap(
    ([, specifier]) => /^(@[^/]+\/)?[^/]+/.exec(specifier ?? '')?.[0] ?? [],
  );
  return [...new Set(names)].filter((name) => known.has(name));
}
