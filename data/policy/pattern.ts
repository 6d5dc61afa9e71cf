import { RE2JS } from 're2js';

const MAX_KEPT = 500;
const compiled = new Map<string, RE2JS>();

/** Compiles RE2 syntax, which has no look-around and no back-references and so matches in linear time. Throws RE2JSSyntaxException. */
export function compilePattern(source: string): RE2JS {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const pattern = RE2JS.compile(source);
  if (compiled.size >= MAX_KEPT) compiled.clear();
  compiled.set(source, pattern);
  return pattern;
}
