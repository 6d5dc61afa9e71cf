import type { SyntaxNode } from '../node.ts';
import { literal, locate } from '../program/build.ts';
import type { Argument, Expression } from '../program/ir.ts';
import type { Lowering } from './lower.ts';

const elements = (node: SyntaxNode): SyntaxNode[] =>
  node.children.filter((each) => each.type === 'array_element_initializer');

const isKeyed = (element: SyntaxNode): boolean => element.children.length > 1;

const spreadOf = (element: SyntaxNode): SyntaxNode | undefined => {
  const [only] = element.children;
  return only?.type === 'variadic_unpacking' ? only.children[0] : undefined;
};

/** An array with a key anywhere is a dictionary; without, a list. */
export function lowerArray(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const all = elements(node);
  if (!all.some(isKeyed)) return { kind: 'list', items: all.flatMap((each) => itemOf(lowering, each)), at };
  const spread = all.flatMap((each) => spreadOf(each) ?? []);
  const own: Expression = {
    kind: 'map',
    entries: all.filter((each) => !spreadOf(each)).map((each, index) => entryOf(lowering, each, index)),
    at,
  };
  return spread.reduce<Expression>(
    (whole, each) => ({ kind: 'binary', operator: '+', left: lowering.expression(each), right: whole, at }),
    own,
  );
}

function itemOf(lowering: Lowering, element: SyntaxNode): Argument[] {
  const spread = spreadOf(element);
  const value = spread ?? element.children[0];
  return value ? [{ name: '', value: lowering.expression(value), spread: spread !== undefined }] : [];
}

function entryOf(lowering: Lowering, element: SyntaxNode, index: number) {
  const at = locate(element);
  const [first, second] = element.children;
  const value = second ?? first;
  return {
    key: second && first ? lowering.expression(first) : literal(index, at),
    value: value ? lowering.expression(value) : literal(null, at),
  };
}
