import type { SyntaxNode } from '../node.ts';
import type { Expression, Statement, Unit } from '../program/ir.ts';
import { lowerDeclarations } from './declarations.ts';
import { lowerExpression } from './expressions.ts';
import { findHeredocs, type Heredocs } from './literals.ts';
import { lowerStatements } from './statements.ts';

/** What the lowering of one file shares. */
export interface Lowering {
  heredocs: Heredocs;
  expression(node: SyntaxNode): Expression;
  statements(nodes: readonly SyntaxNode[]): Statement[];
}

export function lowerFile(root: SyntaxNode): Unit {
  const lowering: Lowering = {
    heredocs: findHeredocs(root),
    expression: (node) => lowerExpression(lowering, node),
    statements: (nodes) => lowerStatements(lowering, nodes),
  };
  const { declarations, rest } = lowerDeclarations(lowering, root.children);
  return {
    path: root.source.path,
    module: '',
    imports: [],
    declarations,
    body: lowering.statements(rest),
  };
}
