import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import { locate, opaque } from '../program/build.ts';
import type { Expression, Statement } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';
import { partsOf } from './nodes.ts';
import { inScope, lowerBlock, lowerStatement } from './statements.ts';

/** Every form of `for`. */
export function lowerFor(node: SyntaxNode, results: readonly string[]): Statement[] {
  const at = locate(node);
  const block = child(node, 'body');
  const body = block ? lowerBlock(block, results) : [];
  const range = childOfType(node, 'range_clause');
  if (range) return [lowerRange(range, body)];
  const clause = childOfType(node, 'for_clause');
  const counted = clause && countedLoop(clause);
  if (counted) return [{ kind: 'each', names: [counted.name, '_'], over: counted.over, body, at }];
  const initializer = clause && child(clause, 'initializer');
  const first = initializer ? lowerStatement(initializer, results) : [];
  return [inScope([...first, { kind: 'while', body, at }], node)];
}

/** `for k, v := range over`. The only name of a range is the key. */
function lowerRange(range: SyntaxNode, body: readonly Statement[]): Statement {
  const left = child(range, 'left');
  const names = (left ? partsOf(left) : []).map((each) => (each.type === 'identifier' ? textOf(each) : '_'));
  const right = child(range, 'right');
  return {
    kind: 'each',
    names: names.length === 1 ? [...names, '_'] : names,
    over: right ? lowerExpression(right) : opaque(range),
    body,
    at: locate(range),
  };
}

/** `for i := 0; i < n; i++` */
function countedLoop(clause: SyntaxNode): { name: string; over: Expression } | undefined {
  const start = /^(\w+) := 0$/.exec(textOf(child(clause, 'initializer') ?? clause));
  const condition = child(clause, 'condition');
  const left = condition && child(condition, 'left');
  const right = condition && child(condition, 'right');
  const name = start?.[1];
  if (name === undefined || !condition || !left || !right || textOf(left) !== name) return undefined;
  const isBelow = textOf(child(condition, 'operator') ?? clause) === '<';
  const isStep = textOf(child(clause, 'update') ?? clause) === `${name}++`;
  return isBelow && isStep ? { name, over: lowerExpression(right) } : undefined;
}
