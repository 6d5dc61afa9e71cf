import { child, childrenIn, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { literal, locate, opaque, statementOf } from '../program/build.ts';
import type { Expression, Statement } from '../program/ir.ts';
import { lowerDeclaration } from './declarations.ts';
import type { Lowering } from './lower.ts';

const IGNORED =
  /^(php_tag|comment|text|text_interpolation|declare_statement|namespace_use_declaration|empty_statement|use_declaration|;)$/;

export function lowerStatement(lowering: Lowering, node: SyntaxNode): Statement[] {
  if (IGNORED.test(node.type)) return [];
  const at = locate(node);
  switch (node.type) {
    case 'expression_statement':
    case 'echo_statement':
      return node.children.flatMap((each) => expressionStatement(lowering, each));
    case 'compound_statement':
    case 'colon_block':
      return lowering.statements(node.children);
    case 'if_statement':
      return [lowerIf(lowering, node, childrenOf(node, 'alternative'))];
    case 'foreach_statement':
      return [lowerEach(lowering, node)];
    case 'while_statement':
    case 'do_statement':
    case 'for_statement':
      return [{ kind: 'while', body: bodyOf(lowering, child(node, 'body')), at }];
    case 'switch_statement':
      return [lowerSwitch(lowering, node)];
    case 'try_statement':
      return [...bodyOf(lowering, child(node, 'body')), ...finallyOf(lowering, node)];
    case 'return_statement':
      return [{ kind: 'return', values: node.children.map(lowering.expression), at }];
    case 'break_statement':
    case 'continue_statement':
      return [{ kind: 'leave', at }];
    default:
      return declared(lowering, node) ?? [statementOf(lowering.expression(node))];
  }
}

function declared(lowering: Lowering, node: SyntaxNode): Statement[] | undefined {
  const declarations = lowerDeclaration(lowering, node, undefined);
  if (declarations.length === 0) return undefined;
  return declarations.map((declaration) => ({ kind: 'declare', declaration, at: locate(node) }));
}

function expressionStatement(lowering: Lowering, node: SyntaxNode): Statement[] {
  if (node.type === 'throw_expression') return [{ kind: 'fail', at: locate(node) }];
  return [statementOf(lowering.expression(node))];
}

const bodyOf = (lowering: Lowering, node: SyntaxNode | undefined): Statement[] =>
  node ? lowering.statements([node]) : [];

const finallyOf = (lowering: Lowering, node: SyntaxNode): Statement[] =>
  node.children
    .filter((each) => each.type === 'finally_clause')
    .flatMap((each) => lowering.statements(each.children));

function lowerIf(lowering: Lowering, node: SyntaxNode, alternatives: readonly SyntaxNode[]): Statement {
  const condition = child(node, 'condition');
  const [next, ...rest] = alternatives;
  const otherwise = !next
    ? []
    : next.type === 'else_if_clause'
      ? [lowerIf(lowering, next, rest)]
      : bodyOf(lowering, child(next, 'body'));
  return {
    kind: 'if',
    test: condition ? lowering.expression(condition) : opaque(node),
    then: bodyOf(lowering, child(node, 'body')),
    otherwise,
    at: locate(node),
  };
}

/** `foreach ($of as $key => $value)` */
function lowerEach(lowering: Lowering, node: SyntaxNode): Statement {
  const body = child(node, 'body');
  const [over, target] = node.children.filter((each) => each !== body);
  const names = target?.type === 'pair' ? target.children : target ? [target] : [];
  return {
    kind: 'each',
    names: names.map((each) => textOf(each).replace(/^&?\$/, '')),
    over: over ? lowering.expression(over) : opaque(node),
    body: bodyOf(lowering, body),
    at: locate(node),
  };
}

function lowerSwitch(lowering: Lowering, node: SyntaxNode): Statement {
  const at = locate(node);
  const condition = child(node, 'condition');
  const of = condition ? lowering.expression(condition) : opaque(node);
  const cases = childrenIn(child(node, 'body'));
  const chain = cases.reduceRight<readonly Statement[]>((rest, each) => {
    const value = child(each, 'value');
    const statements = lowering.statements(each.children.filter((inner) => inner !== value));
    if (!value) return statements;
    const test: Expression = {
      kind: 'binary',
      operator: '==',
      left: of,
      right: lowering.expression(value),
      at,
    };
    const body = statements.filter((inner) => inner.kind !== 'leave');
    return [{ kind: 'if', test, then: body, otherwise: rest, at }];
  }, []);
  const [only] = chain;
  return only ?? statementOf(literal(null, at));
}
