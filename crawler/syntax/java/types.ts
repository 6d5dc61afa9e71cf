import { childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { typeRef } from '../program/build.ts';
import type { TypeRef } from '../program/ir.ts';

/** A type as written; null for `var`. */
export function lowerType(node: SyntaxNode | undefined): TypeRef | null {
  if (!node || textOf(node) === 'var') return null;
  return typeOf(node);
}

export function typeOf(node: SyntaxNode): TypeRef {
  const [first] = node.children.filter((each) => !/annotation$/.test(each.type));
  switch (node.type) {
    case 'generic_type':
      return typeRef(first ? nameOfType(first) : textOf(node), typeArguments(node));
    case 'array_type':
      return arrayOf(typeOf(node.children.find((each) => each.label === 'element') ?? node), node);
    case 'annotated_type':
    case 'catch_type':
      return first ? typeOf(first) : typeRef(textOf(node));
    case 'wildcard': {
      const bound = node.children.at(-1);
      return bound ? typeOf(bound) : typeRef('Object');
    }
    default:
      return typeRef(nameOfType(node));
  }
}

const nameOfType = (node: SyntaxNode): string => textOf(node).replace(/<[\s\S]*>|\s+/g, '');

/** As many lists around a type as `holder` has pairs of brackets. */
export function arrayOf(type: TypeRef, holder: SyntaxNode): TypeRef {
  const dimensions = holder.children.find((each) => each.type === 'dimensions');
  const depth = dimensions ? textOf(dimensions).split('[').length - 1 : 0;
  return Array.from({ length: depth }).reduce<TypeRef>((inner) => typeRef('[]', [inner]), type);
}

export function typeArguments(node: SyntaxNode): TypeRef[] {
  return childrenIn(childOfType(node, 'type_arguments')).map(typeOf);
}

export function typeParameters(node: SyntaxNode): string[] {
  const parameters = childrenIn(childOfType(node, 'type_parameters'));
  return parameters.flatMap((each) => childOfType(each, 'type_identifier') ?? []).map(textOf);
}
