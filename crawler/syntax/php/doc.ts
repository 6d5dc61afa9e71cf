import { type SyntaxNode, textOf } from '../node.ts';

/** A documentation comment without its marks: lines as written, the space after the star taken off. Empty for any other node. */
export function docOf(node: SyntaxNode | undefined): string {
  if (node?.type !== 'comment') return '';
  const text = textOf(node);
  if (!text.startsWith('/**')) return '';
  return text
    .slice(3, text.endsWith('*/') ? -2 : undefined)
    .split('\n')
    .map((line) => line.replace(/^[ \t]*\*[ \t]?/, '').trimEnd())
    .join('\n')
    .trim();
}
