import { child, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { locate, opaque, statementOf } from '../program/build.ts';
import type { Statement } from '../program/ir.ts';
import { withMarks } from './attributes.ts';
import { lowerFunction } from './declarations.ts';
import type { Lowering } from './lower.ts';

const IGNORED = /^(line_comment|block_comment|attribute_item|empty_statement|use_declaration|ERROR)$/;

export function lowerStatements(lowering: Lowering, nodes: readonly SyntaxNode[]): Statement[] {
  return withMarks(nodes).flatMap(({ node, marks }) => {
    if (node.type === 'function_item')
      return [
        { kind: 'declare' as const, declaration: lowerFunction(lowering, node, marks), at: locate(node) },
      ];
    return IGNORED.test(node.type) ? [] : lowerStatement(lowering, node);
  });
}

function lowerStatement(lowering: Lowering, node: SyntaxNode): Statement[] {
  const at = locate(node);
  const inner = node.type === 'expression_statement' ? node.children[0] : node;
  if (!inner) return [];
  switch (inner.type) {
    case 'let_declaration':
      return [lowerLet(lowering, inner)];
    case 'return_expression':
      return [{ kind: 'return', values: inner.children.map(lowering.expression), at }];
    case 'for_expression':
      return [lowerFor(lowering, inner)];
    case 'while_expression':
    case 'loop_expression':
      return [{ kind: 'while', body: lowering.statements(childrenIn(child(inner, 'body'))), at }];
    case 'break_expression':
    case 'continue_expression':
      return [{ kind: 'leave', at }];
    case 'if_expression':
      return [lowerIf(lowering, inner)];
    default:
      return [statementOf(lowering.expression(inner))];
  }
}

/** Names that a pattern binds, outermost parts first. */
function namesIn(pattern: SyntaxNode): string[] {
  if (pattern.type === 'identifier') return [textOf(pattern)];
  if (pattern.type === 'tuple_pattern') return pattern.children.flatMap((each) => namesIn(each).slice(0, 1));
  const inner = pattern.children.filter((each) => each.label !== 'type').at(-1);
  return inner ? namesIn(inner) : ['_'];
}

function lowerLet(lowering: Lowering, node: SyntaxNode): Statement {
  const [pattern, value] = [child(node, 'pattern'), child(node, 'value')];
  return {
    kind: 'let',
    names: pattern ? namesIn(pattern) : ['_'],
    value: value ? lowering.expression(value) : null,
    at: locate(node),
  };
}

function lowerFor(lowering: Lowering, node: SyntaxNode): Statement {
  const [pattern, value] = [child(node, 'pattern'), child(node, 'value')];
  return {
    kind: 'each',
    names: pattern ? namesIn(pattern) : ['_'],
    over: value ? lowering.expression(value) : opaque(node),
    body: lowering.statements(childrenIn(child(node, 'body'))),
    at: locate(node),
  };
}

/** `if let Some(x) = y` asks whether y is there, and names it. */
export function lowerIf(lowering: Lowering, node: SyntaxNode): Statement {
  const condition = child(node, 'condition');
  const alternative = childrenIn(child(node, 'alternative'));
  const bound = condition?.type === 'let_condition' ? condition : undefined;
  const [pattern, value] = bound ? [child(bound, 'pattern'), child(bound, 'value')] : [];
  const test = value ?? condition;
  const then = lowering.statements(childrenIn(child(node, 'consequence')));
  const binding: Statement[] =
    pattern && value
      ? [{ kind: 'let', names: namesIn(pattern), value: lowering.expression(value), at: locate(node) }]
      : [];
  return {
    kind: 'if',
    test: test ? lowering.expression(test) : opaque(node),
    then: [...binding, ...then],
    otherwise: alternative.flatMap((each) =>
      each.type === 'block' ? lowering.statements(each.children) : lowerStatement(lowering, each),
    ),
    at: locate(node),
  };
}
