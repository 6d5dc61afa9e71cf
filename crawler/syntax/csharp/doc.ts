import type { SyntaxNode } from '../node.ts';

/** Longer comments than any person writes are cut. */
const MAX_LINES = 400;

/** The `///` lines right above a declaration, without their marks; empty for none. */
export function docAbove(node: SyntaxNode): string {
  const { text } = node.source;
  const lines: string[] = [];
  let end = text.lastIndexOf('\n', node.start - 1);
  while (end > 0 && lines.length < MAX_LINES) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end).trim();
    if (!line.startsWith('///')) break;
    lines.unshift(line.slice(3).replace(/^ /, ''));
    end = start - 1;
  }
  return lines.join('\n');
}
