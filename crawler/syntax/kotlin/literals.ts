import { withoutEscapes } from '../java/literals.ts';
import { childOfType, type SyntaxNode, textOf } from '../node.ts';
import { literal, locate, nameOf } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';

const isHole = (node: SyntaxNode): boolean => /^interpolated_(identifier|expression)$/.test(node.type);

/** A text: raw between three quotes, with escapes between single ones, with values where it interpolates. */
export function lowerString(node: SyntaxNode): Expression {
  const { text } = node.source;
  const raw = textOf(node).startsWith('"""');
  const [quotes, end] = raw ? [3, node.end - 3] : [1, node.end - 1];
  const clean = (piece: string) => (raw ? piece.replaceAll('\r\n', '\n') : withoutEscapes(piece));
  const parts: (string | Expression)[] = [];
  let from = node.start + quotes;
  for (const hole of node.children.filter(isHole)) {
    const isExpression = hole.type === 'interpolated_expression';
    parts.push(clean(text.slice(from, hole.start - (isExpression ? 2 : 1))), lowerHole(hole));
    from = hole.end + (isExpression ? 1 : 0);
  }
  const rest = clean(text.slice(from, end));
  if (parts.length === 0) return literal(rest, locate(node));
  return { kind: 'template', parts: [...parts, rest], at: locate(node) };
}

function lowerHole(hole: SyntaxNode): Expression {
  const [inner] = hole.children;
  return inner ? lowerExpression(inner) : nameOf(textOf(hole), locate(hole));
}

/** A character: its escape, or itself. */
export const lowerCharacter = (node: SyntaxNode): Expression =>
  literal(
    withoutEscapes(textOf(childOfType(node, 'character_escape_seq') ?? node).replace(/^'|'$/g, '')),
    locate(node),
  );
