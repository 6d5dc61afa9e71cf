import { child, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import type { Attribute, Declaration, Expression, Import, Statement, TypeRef, Unit } from '../program/ir.ts';
import { lowerAttributes } from './attributes.ts';
import { lowerDeclaration } from './declarations.ts';
import { lowerExpression } from './expressions.ts';
import { lowerImports } from './imports.ts';
import { lowerStatement } from './statements.ts';
import { lowerType } from './types.ts';

/** What the lowering of one file shares. */
export interface Lowering {
  namespace: string;
  /** Full class names by the name they are imported under. */
  aliases: ReadonlyMap<string, string>;
  expression(node: SyntaxNode): Expression;
  statements(nodes: readonly SyntaxNode[]): Statement[];
  type(node: SyntaxNode): TypeRef;
  attributes(node: SyntaxNode): Attribute[];
}

/** The nodes of a file's namespace: those after `namespace X;`, or inside its braces. */
function contentOf(root: SyntaxNode): SyntaxNode[] {
  return root.children.flatMap((node) => {
    if (node.type !== 'namespace_definition') return [node];
    return [...childrenIn(child(node, 'body'))];
  });
}

function namespaceOf(root: SyntaxNode): string {
  const definition = root.children.find((node) => node.type === 'namespace_definition');
  const name = definition?.children.find((each) => each.label === 'name');
  return name ? textOf(name) : '';
}

export function lowerFile(root: SyntaxNode): Unit {
  const nodes = contentOf(root);
  const imports: Import[] = nodes
    .filter((node) => node.type === 'namespace_use_declaration')
    .flatMap(lowerImports);
  const lowering: Lowering = {
    namespace: namespaceOf(root),
    aliases: new Map(imports.map(({ alias, path }) => [alias, path])),
    expression: (node) => lowerExpression(lowering, node),
    statements: (inner) => inner.flatMap((node) => lowerStatement(lowering, node)),
    type: (node) => lowerType(lowering, node),
    attributes: (node) => lowerAttributes(lowering, node),
  };
  const declarations: Declaration[] = [];
  const rest: SyntaxNode[] = [];
  for (const [index, node] of nodes.entries()) {
    const declared = lowerDeclaration(lowering, node, nodes[index - 1]);
    declarations.push(...declared);
    if (declared.length === 0) rest.push(node);
  }
  return {
    path: root.source.path,
    module: lowering.namespace,
    imports,
    declarations,
    body: lowering.statements(rest),
  };
}
