import { child, childOfType, childrenIn, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { callOf, locate, memberOf, statementOf } from '../program/build.ts';
import type { Expression, Statement } from '../program/ir.ts';
import { lowerTypeDeclaration } from './declarations.ts';
import { declaredType, lowerArguments, lowerExpression, part } from './expressions.ts';
import { lowerSwitch } from './switch.ts';
import { lowerType } from './types.ts';

type Lower = (node: SyntaxNode) => Statement[];

export const lowerStatements = (nodes: readonly SyntaxNode[]): Statement[] => nodes.flatMap(lowerStatement);

/** The statements of a block. */
export const lowerBody = (block: SyntaxNode): Statement[] => lowerStatements(block.children);

const bodyOf = (node: SyntaxNode, label: string): Statement[] => lowerStatements(childrenOf(node, label));

function lowerExpressionStatement(node: SyntaxNode): Statement[] {
  const [only] = node.children;
  if (!only) return [];
  return only.type === 'switch_expression' ? [lowerSwitch(only)] : [statementOf(lowerExpression(only))];
}

function lowerLocal(node: SyntaxNode): Statement[] {
  const type = child(node, 'type');
  return childrenOf(node, 'declarator').map((declarator): Statement => {
    const value = child(declarator, 'value');
    const written = declaredType(type, declarator);
    return {
      kind: 'let',
      names: [textOf(child(declarator, 'name') ?? declarator)],
      ...(written && { type: written }),
      value: value ? lowerExpression(value) : null,
      at: locate(declarator),
    };
  });
}

function lowerReturn(node: SyntaxNode): Statement[] {
  return [{ kind: 'return', values: node.children.map(lowerExpression), at: locate(node) }];
}

function lowerIf(node: SyntaxNode): Statement[] {
  return [
    {
      kind: 'if',
      test: part(node, 'condition'),
      then: bodyOf(node, 'consequence'),
      otherwise: bodyOf(node, 'alternative'),
      at: locate(node),
    },
  ];
}

function lowerEach(node: SyntaxNode): Statement[] {
  const names = [textOf(child(node, 'name') ?? node)];
  return [{ kind: 'each', names, over: part(node, 'value'), body: bodyOf(node, 'body'), at: locate(node) }];
}

/** `for (int i = 0; i < n; i++)` is a loop over `n`; every other is followed once. */
function lowerFor(node: SyntaxNode): Statement[] {
  const at = locate(node);
  const counted = countedLoop(node);
  if (counted) return [{ kind: 'each', ...counted, body: bodyOf(node, 'body'), at }];
  return [...bodyOf(node, 'init'), { kind: 'while', body: bodyOf(node, 'body'), at }];
}

function countedLoop(node: SyntaxNode): { names: string[]; over: Expression } | undefined {
  const [init, condition] = [child(node, 'init'), child(node, 'condition')];
  const declarator = init && child(init, 'declarator');
  const name = declarator && child(declarator, 'name');
  const value = declarator && child(declarator, 'value');
  const right = condition && child(condition, 'right');
  const operator = condition && child(condition, 'operator');
  if (!name || !value || !right || !operator) return undefined;
  if (textOf(value) !== '0' || textOf(operator) !== '<') return undefined;
  return { names: [textOf(name)], over: lowerExpression(right) };
}

const loop: Lower = (node) => [{ kind: 'while', body: bodyOf(node, 'body'), at: locate(node) }];

/** A `try` is its resources, its body and what comes finally. */
function lowerTry(node: SyntaxNode): Statement[] {
  const resources = childrenIn(child(node, 'resources')).flatMap(lowerResource);
  const last = childrenIn(childOfType(node, 'finally_clause'));
  return [...resources, ...bodyOf(node, 'body'), ...lowerStatements(last)];
}

function lowerResource(node: SyntaxNode): Statement[] {
  const [name, value, type] = [child(node, 'name'), child(node, 'value'), lowerType(child(node, 'type'))];
  if (!name || !value) return [];
  return [
    {
      kind: 'let',
      names: [textOf(name)],
      ...(type && { type }),
      value: lowerExpression(value),
      at: locate(node),
    },
  ];
}

/** `super(…)` and `this(…)` at the head of a constructor. */
function lowerConstructorCall(node: SyntaxNode): Statement[] {
  const at = locate(node);
  const isSuper = child(node, 'constructor')?.type === 'super';
  const callee: Expression = isSuper
    ? { kind: 'super', at }
    : memberOf({ kind: 'self', at }, 'constructor', at);
  return [statementOf(callOf(callee, lowerArguments(child(node, 'arguments')), at))];
}

const declareType: Lower = (node) => [
  { kind: 'declare', declaration: lowerTypeDeclaration(node), at: locate(node) },
];

const inside: Lower = (node) => lowerStatements(node.children);

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['expression_statement', lowerExpressionStatement],
  ['local_variable_declaration', lowerLocal],
  ['return_statement', lowerReturn],
  ['if_statement', lowerIf],
  ['enhanced_for_statement', lowerEach],
  ['for_statement', lowerFor],
  ['while_statement', loop],
  ['do_statement', loop],
  ['try_statement', lowerTry],
  ['try_with_resources_statement', lowerTry],
  ['throw_statement', (node) => [{ kind: 'fail', at: locate(node) }]],
  ['break_statement', (node) => [{ kind: 'leave', at: locate(node) }]],
  ['continue_statement', (node) => [{ kind: 'leave', at: locate(node) }]],
  ['yield_statement', lowerReturn],
  ['explicit_constructor_invocation', lowerConstructorCall],
  ['switch_expression', (node) => [lowerSwitch(node)]],
  ['synchronized_statement', (node) => bodyOf(node, 'body')],
  ['labeled_statement', inside],
  ['block', inside],
  ['class_declaration', declareType],
  ['record_declaration', declareType],
  ['enum_declaration', declareType],
  ['interface_declaration', declareType],
]);

/** What a statement of Java is in the common form; what says nothing there is no statement. */
export function lowerStatement(node: SyntaxNode): Statement[] {
  return LOWER.get(node.type)?.(node) ?? [];
}
