import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import { literal, locate, opaque } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';

/** Whether a value matches a pattern, as a test; what depends on its type only a run would tell. */
export function patternTest(subject: Expression, pattern: SyntaxNode): Expression {
  const at = locate(pattern);
  const [inner] = pattern.children;
  const [left, right] = [child(pattern, 'left'), child(pattern, 'right')];
  switch (pattern.type) {
    case 'discard':
    case 'var_pattern':
      return literal(true, at);
    case 'constant_pattern':
      if (!inner || inner.type === 'binary_expression') return opaque(pattern);
      return { kind: 'binary', operator: '==', left: subject, right: lowerExpression(inner), at };
    case 'negated_pattern':
      return inner ? { kind: 'not', of: patternTest(subject, inner), at } : opaque(pattern);
    case 'parenthesized_pattern':
      return inner ? patternTest(subject, inner) : opaque(pattern);
    case 'or_pattern':
    case 'and_pattern':
      if (!left || !right) return opaque(pattern);
      return {
        kind: 'binary',
        operator: pattern.type === 'or_pattern' ? '||' : '&&',
        left: patternTest(subject, left),
        right: patternTest(subject, right),
        at,
      };
    default:
      return opaque(pattern);
  }
}

export const isPattern = (node: SyntaxNode): boolean =>
  /_pattern$/.test(node.type) || node.type === 'discard';

/** `x is pattern` */
export function lowerIs(node: SyntaxNode): Expression {
  const [subject, pattern] = [child(node, 'expression'), child(node, 'pattern')];
  return subject && pattern ? patternTest(lowerExpression(subject), pattern) : opaque(node);
}

/** `x switch { a => 1, _ => 2 }` as one condition after another. */
export function lowerSwitch(node: SyntaxNode): Expression {
  const [subject, ...arms] = node.children;
  if (!subject) return opaque(node);
  const value = lowerExpression(subject);
  return arms.reduceRight<Expression>((otherwise, arm) => armOf(arm, value, otherwise), opaque(node));
}

function armOf(arm: SyntaxNode, subject: Expression, otherwise: Expression): Expression {
  const pattern = arm.children.find(isPattern);
  const result = arm.children.at(-1);
  if (!pattern || !result || result === pattern) return otherwise;
  const guard = childOfType(arm, 'when_clause')?.children[0];
  const test = patternTest(subject, pattern);
  const at = locate(arm);
  return {
    kind: 'conditional',
    test: guard ? { kind: 'binary', operator: '&&', left: test, right: lowerExpression(guard), at } : test,
    then: lowerExpression(result),
    otherwise,
    at,
  };
}

/** The tests of one `case`; none for `default`. */
export function sectionTest(section: SyntaxNode, subject: Expression): Expression | undefined {
  const pattern = section.children.find(isPattern);
  if (!pattern) return undefined;
  return textOf(pattern) === '_' ? literal(true, locate(pattern)) : patternTest(subject, pattern);
}
