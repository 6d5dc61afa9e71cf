import { child, type SyntaxNode, textOf } from '../node.ts';
import { literal, locate, opaque } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';

/** Symbols whose state in a published build is known. */
const KNOWN: ReadonlyMap<string, boolean> = new Map([
  ['DEBUG', false],
  ['RELEASE', true],
]);

/** The test of an `#if`: a symbol that a build would define is unknown, under its name. */
export function conditionOf(node: SyntaxNode): Expression {
  const at = locate(node);
  const text = textOf(node).trim();
  const known = KNOWN.get(text);
  if (known !== undefined) return literal(known, at);
  const [left, right, operator] = [child(node, 'left'), child(node, 'right'), child(node, 'operator')];
  if (left && right && operator)
    return {
      kind: 'binary',
      operator: textOf(operator),
      left: conditionOf(left),
      right: conditionOf(right),
      at,
    };
  const [inner] = node.children;
  if (text.startsWith('!') && inner) return { kind: 'not', of: conditionOf(inner), at };
  return inner && text.startsWith('(') ? conditionOf(inner) : opaque(node);
}
