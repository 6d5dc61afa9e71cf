import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import type { Import } from '../program/ir.ts';

/** `use A\B as C;`, `use A\{B, C};`, `use function A\b;` */
export function lowerImports(node: SyntaxNode): Import[] {
  const group = child(node, 'body');
  const prefix = group ? `${textOf(childOfType(node, 'namespace_name') ?? node)}\\` : '';
  const clauses = (group ?? node).children.filter((each) => each.type === 'namespace_use_clause');
  return clauses.flatMap((clause) => {
    const alias = child(clause, 'alias');
    const name = clause.children.find((each) => each !== alias && /^(qualified_name|name)$/.test(each.type));
    if (!name) return [];
    const path = (prefix + textOf(name)).replace(/^\\/, '');
    return [
      { form: 'name' as const, path, alias: alias ? textOf(alias) : (path.split('\\').at(-1) ?? path) },
    ];
  });
}
