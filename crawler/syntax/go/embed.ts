import type { SyntaxNode } from '../node.ts';
import { locate } from '../program/build.ts';
import type { Expression, TypeRef } from '../program/ir.ts';
import { builtinCall } from './nodes.ts';

/** Directives stand right above what they are about. */
const LINES_ABOVE = 8;

/** The patterns of the `//go:embed` lines above a variable. */
function patternsAbove(spec: SyntaxNode): string[] {
  const before = spec.source.text
    .slice(0, spec.start)
    .split('\n')
    .slice(-LINES_ABOVE - 1, -1);
  const patterns: string[] = [];
  for (const line of before.reverse()) {
    const found = /^\s*\/\/go:embed[ \t]+(\S.*)$/.exec(line);
    if (found?.[1]) patterns.unshift(...found[1].trim().split(/\s+/));
    else if (!/^\s*(\/\/.*|var \(|)$/.test(line)) break;
  }
  return patterns.map((pattern) => pattern.replace(/^["`]|["`]$/g, ''));
}

/** What a variable holds that a `//go:embed` directive fills: the text of a file, or a file system. */
export function embeddedFile(spec: SyntaxNode, type: TypeRef | null): Expression | undefined {
  const patterns = patternsAbove(spec);
  if (patterns.length === 0) return undefined;
  const at = locate(spec);
  const [first = ''] = patterns;
  const isText = type?.name === 'string' || type?.name === '[]';
  return builtinCall(
    isText ? '$embed' : '$embedTree',
    [
      { kind: 'literal', value: spec.source.path, at },
      { kind: 'literal', value: first, at },
    ],
    spec,
  );
}
