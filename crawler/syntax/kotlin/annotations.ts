import { childOfType, childrenIn, type SyntaxNode } from '../node.ts';
import { locate } from '../program/build.ts';
import type { Attribute } from '../program/ir.ts';
import { lowerArguments } from './expressions.ts';
import { lowerType } from './types.ts';

/** The words before a declaration, and its annotations; `holders` are the nodes that have them. */
export function lowerModifiers(...holders: (SyntaxNode | undefined)[]): {
  modifiers: string[];
  attributes: Attribute[];
} {
  const all = holders.flatMap((holder) => childrenIn(holder));
  const words = all.filter((each) => /_modifier$/.test(each.type));
  return {
    modifiers: words.map((each) => each.source.text.slice(each.start, each.end)),
    attributes: all.filter((each) => each.type === 'annotation').flatMap(lowerAnnotation),
  };
}

function lowerAnnotation(node: SyntaxNode): Attribute[] {
  const made = childOfType(node, 'constructor_invocation') ?? node;
  const type = childOfType(made, 'user_type');
  if (!type) return [];
  const args = lowerArguments(childOfType(made, 'value_arguments'));
  return [{ name: lowerType(type).name, args, at: locate(node) }];
}
