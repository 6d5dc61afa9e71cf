import { child, childOfType, childrenIn, type SyntaxNode } from '../node.ts';
import { literal, locate, statementOf } from '../program/build.ts';
import type { Expression, Statement } from '../program/ir.ts';
import { lowerMethod, lowerType } from './declarations.ts';
import type { Lowering } from './lower.ts';

export function lowerStatements(lowering: Lowering, nodes: readonly SyntaxNode[]): Statement[] {
  return nodes.filter((node) => !IGNORED.has(node.type)).flatMap((node) => lowerStatement(lowering, node));
}

const IGNORED: ReadonlySet<string> = new Set(['heredoc_body', 'empty_statement', 'rescue', 'uninterpreted']);

function lowerStatement(lowering: Lowering, node: SyntaxNode): Statement[] {
  const at = locate(node);
  switch (node.type) {
    case 'if':
    case 'unless':
    case 'elsif':
    case 'if_modifier':
    case 'unless_modifier':
      return [lowerIf(lowering, node)];
    case 'while':
    case 'until':
      return [{ kind: 'while', body: block(lowering, child(node, 'body')), at }];
    case 'for':
      return [lowerFor(lowering, node)];
    case 'return':
      return [{ kind: 'return', values: returned(lowering, node), at }];
    case 'break':
    case 'next':
      return [{ kind: 'leave', at }];
    case 'begin':
    case 'body_statement':
      return lowerStatements(lowering, node.children);
    case 'ensure':
      return lowerStatements(lowering, node.children);
    case 'method':
    case 'singleton_method':
      return [{ kind: 'declare', declaration: lowerMethod(lowering, node), at }];
    case 'class':
    case 'module':
      return [{ kind: 'declare', declaration: lowerType(lowering, node), at }];
    default:
      return [statementOf(lowering.expression(node))];
  }
}

const returned = (lowering: Lowering, node: SyntaxNode): Expression[] =>
  childrenIn(childOfType(node, 'argument_list')).map(lowering.expression);

function lowerFor(lowering: Lowering, node: SyntaxNode): Statement {
  const pattern = child(node, 'pattern');
  const value = child(node, 'value')?.children[0];
  const names = pattern?.type === 'left_assignment_list' ? pattern.children : pattern ? [pattern] : [];
  return {
    kind: 'each',
    names: names.map((name) => name.source.text.slice(name.start, name.end)),
    over: value ? lowering.expression(value) : literal(null, locate(node)),
    body: block(lowering, child(node, 'body')),
    at: locate(node),
  };
}

/** The statements of a `then`, `do`, `else` or a single statement. */
export function block(lowering: Lowering, node: SyntaxNode | undefined): Statement[] {
  if (!node) return [];
  if (['then', 'do', 'else', 'begin'].includes(node.type)) return lowerStatements(lowering, node.children);
  return lowerStatements(lowering, [node]);
}

function lowerIf(lowering: Lowering, node: SyntaxNode): Statement {
  const condition = child(node, 'condition');
  const test = condition ? lowering.expression(condition) : literal(true, locate(node));
  const at = locate(node);
  return {
    kind: 'if',
    test: node.type.startsWith('unless') ? { kind: 'not', of: test, at } : test,
    then: block(lowering, child(node, 'consequence') ?? child(node, 'body')),
    otherwise: block(lowering, child(node, 'alternative')),
    at,
  };
}
