import { child, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { typeRef } from '../program/build.ts';
import type { TypeRef } from '../program/ir.ts';

/** References, lifetimes and boxes of trait objects are dropped; a path is its last name, which is looked up. */
export function lowerType(node: SyntaxNode): TypeRef {
  switch (node.type) {
    case 'reference_type':
    case 'pointer_type': {
      const inner = child(node, 'type');
      return inner ? lowerType(inner) : typeRef('');
    }
    case 'generic_type': {
      const name = child(node, 'type');
      const args = childrenIn(child(node, 'type_arguments')).filter((each) => each.type !== 'lifetime');
      return typeRef(name ? lowerType(name).name : '', args.map(lowerType));
    }
    case 'array_type': {
      const element = child(node, 'element');
      return typeRef('[]', element ? [lowerType(element)] : []);
    }
    case 'tuple_type':
      return typeRef(',', node.children.map(lowerType));
    case 'scoped_type_identifier':
      return typeRef(textOf(child(node, 'name') ?? node));
    default:
      return typeRef(textOf(node));
  }
}
