import { childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { typeRef } from '../program/build.ts';
import type { TypeRef } from '../program/ir.ts';

const TYPES =
  /^(user_type|optional_type|array_type|dictionary_type|function_type|tuple_type|opaque_type|existential_type|metatype|implicitly_unwrapped_type)$/;

export const isTypeNode = (node: SyntaxNode): boolean => TYPES.test(node.type);

/** A type as written; its arguments where it has some. */
export function lowerType(node: SyntaxNode): TypeRef {
  const inner = node.children.filter(isTypeNode).map(lowerType);
  const [first = typeRef('Any')] = inner;
  switch (node.type) {
    case 'optional_type':
    case 'implicitly_unwrapped_type':
      return { ...first, nullable: true };
    case 'array_type':
      return typeRef('[]', [first]);
    case 'dictionary_type':
      return typeRef('{}', inner);
    case 'function_type':
      return typeRef('()');
    case 'opaque_type':
    case 'existential_type':
      return first;
    default:
      return typeRef(textOf(node).replace(/<[\s\S]*>|\s+/g, ''));
  }
}

/** The type in an annotation, `: T`. */
export function annotatedType(node: SyntaxNode): TypeRef | null {
  const annotation = node.children.find((each) => each.type === 'type_annotation');
  const type = annotation?.children.find(isTypeNode);
  return type ? lowerType(type) : null;
}

/** What a declaration inherits from or conforms to. */
export const inherited = (node: SyntaxNode): TypeRef[] =>
  node.children
    .filter((each) => each.type === 'inheritance_specifier')
    .flatMap((each) => childrenOf(each, 'inherits_from').map(lowerType));
