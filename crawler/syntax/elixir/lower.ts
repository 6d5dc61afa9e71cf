import type { SyntaxNode } from '../node.ts';
import type { Expression, Statement, Unit } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';
import { lowerModules } from './modules.ts';

/** What the lowering of one module shares. */
export interface Lowering {
  /** The whole name of the module around, empty outside. */
  module: string;
  /** Whole module names by what they are called here. */
  aliases: Map<string, string>;
  expression(node: SyntaxNode): Expression;
  statements(nodes: readonly SyntaxNode[]): Statement[];
}

export function newLowering(module: string, aliases: ReadonlyMap<string, string>): Lowering {
  const lowering: Lowering = {
    module,
    aliases: new Map(aliases),
    expression: (node) => lowerExpression(lowering, node),
    statements: (nodes) =>
      nodes
        .map((node) => lowering.expression(node))
        .map((value) => ({ kind: 'expression', value, at: value.at })),
  };
  return lowering;
}

export function lowerFile(root: SyntaxNode): Unit {
  const lowering = newLowering('', new Map());
  const { types, rest } = lowerModules(lowering, root.children);
  return {
    path: root.source.path,
    module: '',
    imports: [],
    declarations: types,
    body: lowering.statements(rest),
  };
}
