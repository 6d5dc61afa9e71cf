import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';

/** The plain name that is called; empty for anything else. */
export const callName = (node: SyntaxNode): string => {
  const target = node.type === 'call' ? child(node, 'target') : undefined;
  return target?.type === 'identifier' ? textOf(target) : '';
};

export const doBlock = (node: SyntaxNode): SyntaxNode | undefined => childOfType(node, 'do_block');

/** What a call is given by place. */
export const givenTo = (node: SyntaxNode): SyntaxNode[] =>
  childrenIn(childOfType(node, 'arguments')).filter((each) => each.type !== 'keywords');

/** What it is given by name, each a pair. */
export const keywordsOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  childrenIn(childOfType(childOfType(node, 'arguments') ?? node, 'keywords'));

/** `name: ` without its colon; quoted keys too. */
export const keyOf = (pair: SyntaxNode): string =>
  textOf(child(pair, 'key') ?? pair)
    .trim()
    .replace(/:$/, '')
    .replace(/^"(.*)"$/, '$1');

export const valueOfKeyword = (pairs: readonly SyntaxNode[], key: string): SyntaxNode | undefined => {
  const pair = pairs.find((each) => keyOf(each) === key);
  return pair && child(pair, 'value');
};
