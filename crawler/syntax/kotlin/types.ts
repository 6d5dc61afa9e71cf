import { childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { typeRef } from '../program/build.ts';
import type { TypeRef } from '../program/ir.ts';

export const isTypeNode = (node: SyntaxNode): boolean =>
  /^(user_type|nullable_type|function_type|parenthesized_type|not_nullable_type)$/.test(node.type);

/** A type as written. */
export function lowerType(node: SyntaxNode): TypeRef {
  const [first] = node.children;
  switch (node.type) {
    case 'user_type':
      return typeRef(userName(node), typeArguments(node));
    case 'nullable_type':
      return first ? { ...lowerType(first), nullable: true } : typeRef(textOf(node));
    case 'parenthesized_type':
    case 'not_nullable_type':
    case 'type_projection':
      return first ? lowerType(first) : typeRef('Any');
    case 'function_type':
      return typeRef('()');
    default:
      return typeRef(textOf(node));
  }
}

const userName = (node: SyntaxNode): string =>
  node.children
    .filter((each) => each.type === 'type_identifier' || each.type === 'simple_identifier')
    .map(textOf)
    .join('.');

export function typeArguments(node: SyntaxNode): TypeRef[] {
  return childrenIn(childOfType(node, 'type_arguments')).map(lowerType);
}

export function typeParameters(node: SyntaxNode): string[] {
  const parameters = childrenIn(childOfType(node, 'type_parameters'));
  return parameters.flatMap((each) => childOfType(each, 'type_identifier') ?? []).map(textOf);
}
