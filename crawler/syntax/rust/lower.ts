import { child, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { statementOf } from '../program/build.ts';
import type { Expression, Import, Statement, Unit } from '../program/ir.ts';
import { lowerItems } from './declarations.ts';
import { lowerExpression } from './expressions.ts';
import { moduleOf } from './modules.ts';
import { lowerStatements } from './statements.ts';

/** What the lowering of one file shares. */
export interface Lowering {
  expression(node: SyntaxNode): Expression;
  statements(nodes: readonly SyntaxNode[]): Statement[];
}

export function lowerFile(root: SyntaxNode): Unit {
  const lowering: Lowering = {
    expression: (node) => lowerExpression(lowering, node),
    statements: (nodes) => lowerStatements(lowering, nodes),
  };
  const macros = root.children.filter(
    (node) => node.type === 'expression_statement' || node.type === 'macro_invocation',
  );
  return {
    path: root.source.path,
    module: moduleOf(root.source.path),
    imports: root.children
      .filter((node) => node.type === 'use_declaration')
      .flatMap((node) => lowerUse(child(node, 'argument'), '')),
    declarations: lowerItems(lowering, root.children),
    body: macros.map((node) =>
      statementOf(
        lowering.expression(
          node.children[0] && node.type === 'expression_statement' ? node.children[0] : node,
        ),
      ),
    ),
  };
}

const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}::${name}`);

/** `use a::b::{self, C, d::*, E as F}` */
function lowerUse(node: SyntaxNode | undefined, prefix: string): Import[] {
  if (!node) return [];
  switch (node.type) {
    case 'scoped_use_list': {
      const path = child(node, 'path');
      const inner = path ? join(prefix, textOf(path)) : prefix;
      return childrenIn(child(node, 'list')).flatMap((each) => lowerUse(each, inner));
    }
    case 'use_list':
      return node.children.flatMap((each) => lowerUse(each, prefix));
    case 'use_wildcard': {
      const [path] = node.children;
      return [{ form: 'all', path: path ? join(prefix, textOf(path)) : prefix, alias: '' }];
    }
    case 'use_as_clause': {
      const [path, alias] = [child(node, 'path'), child(node, 'alias')];
      return path && alias ? [{ form: 'name', path: join(prefix, textOf(path)), alias: textOf(alias) }] : [];
    }
    default: {
      const path = join(prefix, textOf(node)).replace(/::self$/, '');
      return [{ form: 'name', path, alias: path.split('::').at(-1) ?? path }];
    }
  }
}
