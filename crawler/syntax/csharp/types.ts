import { child, childOfType, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { fieldNamed, locate, typeRef } from '../program/build.ts';
import type { Field, TypeRef } from '../program/ir.ts';

const TYPES: ReadonlySet<string> = new Set([
  'predefined_type',
  'identifier',
  'qualified_name',
  'alias_qualified_name',
  'generic_name',
  'nullable_type',
  'array_type',
  'tuple_type',
  'pointer_type',
  'ref_type',
  'scoped_type',
  'function_pointer_type',
  'implicit_type',
]);

export const isType = (node: SyntaxNode): boolean => TYPES.has(node.type);

/** A type as written; `var` is null. */
export function lowerType(node: SyntaxNode | undefined): TypeRef | null {
  if (!node || node.type === 'implicit_type') return null;
  return lowerNamed(node) ?? lowerShaped(node) ?? typeRef(textOf(node));
}

function lowerNamed(node: SyntaxNode): TypeRef | undefined {
  switch (node.type) {
    case 'generic_name': {
      const [name] = node.children;
      return typeRef(name ? textOf(name) : '', typeArguments(node));
    }
    case 'qualified_name': {
      const [around, own] = [child(node, 'qualifier'), child(node, 'name')];
      const inner = own && lowerType(own);
      return inner ? { ...inner, name: `${around ? dotted(around) : ''}.${inner.name}` } : undefined;
    }
    case 'alias_qualified_name':
      return lowerType(child(node, 'name')) ?? undefined;
    default:
      return undefined;
  }
}

function lowerShaped(node: SyntaxNode): TypeRef | undefined {
  const inner = child(node, 'type') ?? node.children[0];
  switch (node.type) {
    case 'nullable_type':
      return { ...(lowerType(inner) ?? typeRef('')), nullable: true };
    case 'array_type':
      return typeRef('[]', [lowerType(inner) ?? typeRef('')]);
    case 'pointer_type':
    case 'ref_type':
    case 'scoped_type':
      return lowerType(inner) ?? undefined;
    case 'tuple_type':
      return lowerTuple(node);
    default:
      return undefined;
  }
}

function lowerTuple(node: SyntaxNode): TypeRef {
  const members = node.children.map((element, index): Field => {
    const name = child(element, 'name');
    return fieldNamed(name ? textOf(name) : `Item${index + 1}`, locate(element), {
      type: lowerType(child(element, 'type')),
      modifiers: ['public'],
    });
  });
  return { ...typeRef(','), members };
}

/** The arguments of `Name<A, B>`; none where it has none. */
export function typeArguments(node: SyntaxNode): TypeRef[] {
  const list = childOfType(node, 'type_argument_list');
  return list ? list.children.map((each) => lowerType(each) ?? typeRef('')) : [];
}

/** `A.B<C>` without its arguments: `A.B`. */
export function dotted(node: SyntaxNode): string {
  if (node.type === 'generic_name') return node.children[0] ? textOf(node.children[0]) : '';
  if (node.type === 'alias_qualified_name') return textOf(child(node, 'name') ?? node);
  if (node.type !== 'qualified_name') return textOf(node);
  return node.children.map(dotted).join('.');
}

export function typeParameterNames(node: SyntaxNode): string[] {
  const list = childOfType(node, 'type_parameter_list');
  return list ? list.children.flatMap((each) => childrenOf(each, 'name').map(textOf)) : [];
}
