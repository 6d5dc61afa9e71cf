import { type SyntaxNode, textOf } from '../node.ts';
import { typeRef } from '../program/build.ts';
import type { TypeRef } from '../program/ir.ts';
import type { Lowering } from './lower.ts';

/** Names that are never a class of the namespace they stand in. */
const BUILTIN =
  /^(int|float|string|bool|array|object|mixed|iterable|callable|void|never|null|true|false|self|static|parent)$/i;

/** A class name in full: by its import, else in the namespace around it. */
export function fullName(lowering: Lowering, written: string): string {
  if (written.startsWith('\\')) return written.slice(1);
  const [first = '', ...rest] = written.split('\\');
  if (rest.length === 0 && BUILTIN.test(first)) return first;
  const imported = lowering.aliases.get(first);
  if (imported !== undefined) return [imported, ...rest].join('\\');
  return lowering.namespace === '' ? written : `${lowering.namespace}\\${written}`;
}

export function lowerType(lowering: Lowering, node: SyntaxNode): TypeRef {
  switch (node.type) {
    case 'optional_type': {
      const [inner] = node.children;
      return inner ? { ...lowerType(lowering, inner), nullable: true } : typeRef('mixed');
    }
    case 'union_type':
    case 'disjunctive_normal_form_type': {
      const all = node.children.map((each) => lowerType(lowering, each));
      const rest = all.filter((each) => each.name !== 'null');
      const nullable = rest.length < all.length;
      const [only] = rest;
      return only && rest.length === 1 ? { ...only, nullable } : typeRef('|', rest, nullable);
    }
    case 'named_type':
    case 'primitive_type':
      return typeRef(fullName(lowering, textOf(node)));
    default:
      return typeRef(fullName(lowering, textOf(node)));
  }
}
