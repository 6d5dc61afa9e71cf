import { childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { locate, opaque, statementOf } from '../program/build.ts';
import type { Expression, FunctionNode, Statement } from '../program/ir.ts';
import { bodyOf, lowerIf, lowerWhenStatement, tryNodes } from './branches.ts';
import { lowerFunction, lowerTypeDeclaration } from './declarations.ts';
import { asStatement, lowerExpression, variableNames } from './expressions.ts';
import { isTypeNode, lowerType } from './types.ts';

type Lower = (node: SyntaxNode) => Statement[];

/** Statements in order. Where the last one's value is wanted, it stays an expression. */
export function lowerStatements(nodes: readonly SyntaxNode[], yieldsLast = false): Statement[] {
  const last = yieldsLast ? nodes.at(-1) : undefined;
  const rest = last ? nodes.slice(0, -1) : nodes;
  const lowered = rest.flatMap(lowerStatement);
  if (!last) return lowered;
  const isValue = /^(if|when|try)_expression$/.test(last.type);
  return [...lowered, ...(isValue ? [asStatement(last)] : lowerStatement(last))];
}

/** `= expression` or `{ … }`, whichever a function has. */
export function lowerFunctionBody(node: SyntaxNode): Pick<FunctionNode, 'body' | 'yieldsLast'> {
  const body = childOfType(node, 'function_body');
  if (!body) return { body: [], yieldsLast: false };
  const isBlock = textOf(body).startsWith('{');
  return isBlock
    ? { body: lowerStatements(bodyOf(body)), yieldsLast: false }
    : { body: lowerStatements(body.children, true), yieldsLast: true };
}

/** What a property holds: its value, or what its delegate makes of a block. */
export function initialOf(node: SyntaxNode): Expression | null {
  const delegate = childOfType(node, 'property_delegate');
  if (delegate) return lowerDelegate(delegate);
  const last = node.children.findLast((each) => !/^(getter|setter)$/.test(each.type));
  const isPart =
    !last ||
    isTypeNode(last) ||
    /^(modifiers|binding_pattern_kind|type_parameters|(multi_)?variable_declaration|type_constraints)$/.test(
      last.type,
    );
  return isPart ? null : lowerExpression(last);
}

/** `by lazy { … }` is what the block gives; other delegates are not followed. */
function lowerDelegate(delegate: SyntaxNode): Expression {
  const [call] = delegate.children;
  const [callee, suffix] = childrenIn(call);
  const block = suffix && childOfType(suffix, 'annotated_lambda');
  const statements = block?.children[0] && childOfType(block.children[0], 'statements');
  if (!callee || textOf(callee) !== 'lazy' || !statements) return opaque(delegate);
  return { kind: 'block', body: lowerStatements(statements.children, true), at: locate(delegate) };
}

function lowerLocal(node: SyntaxNode): Statement[] {
  const several = childOfType(node, 'multi_variable_declaration');
  const single = childOfType(node, 'variable_declaration');
  const type = single?.children.find(isTypeNode);
  const names = several
    ? variableNames(several)
    : single
      ? [textOf(childOfType(single, 'simple_identifier') ?? single)]
      : [];
  return [
    {
      kind: 'let',
      names,
      ...(type && { type: lowerType(type) }),
      value: initialOf(node),
      at: locate(node),
    },
  ];
}

function lowerJump(node: SyntaxNode): Statement[] {
  const at = locate(node);
  const text = textOf(node);
  if (/^(break|continue)/.test(text)) return [{ kind: 'leave', at }];
  if (text.startsWith('throw')) return [{ kind: 'fail', at }];
  const values = node.children.filter((each) => each.type !== 'label').map(lowerExpression);
  return [{ kind: 'return', values, at }];
}

function lowerFor(node: SyntaxNode): Statement[] {
  const [declared, over] = node.children.filter((each) => each.type !== 'annotation');
  const body = childOfType(node, 'control_structure_body');
  if (!declared || !over) return [];
  const names =
    declared.type === 'multi_variable_declaration'
      ? variableNames(declared)
      : [textOf(childOfType(declared, 'simple_identifier') ?? declared)];
  return [
    {
      kind: 'each',
      names,
      over: lowerExpression(over),
      body: lowerStatements(bodyOf(body)),
      at: locate(node),
    },
  ];
}

const lowerWhile: Lower = (node) => [
  {
    kind: 'while',
    body: lowerStatements(bodyOf(childOfType(node, 'control_structure_body'))),
    at: locate(node),
  },
];

const declare: Lower = (node) => [
  { kind: 'declare', declaration: lowerTypeDeclaration(node), at: locate(node) },
];

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['property_declaration', lowerLocal],
  ['jump_expression', lowerJump],
  ['if_expression', (node) => [lowerIf(node)]],
  ['when_expression', lowerWhenStatement],
  ['try_expression', (node) => lowerStatements(tryNodes(node))],
  ['for_statement', lowerFor],
  ['while_statement', lowerWhile],
  ['do_while_statement', lowerWhile],
  [
    'function_declaration',
    (node) => [{ kind: 'declare', declaration: lowerFunction(node), at: locate(node) }],
  ],
  ['class_declaration', declare],
  ['object_declaration', declare],
  ['statements', (node) => lowerStatements(node.children)],
  ['label', () => []],
  ['type_alias', () => []],
]);

/** What a statement of Kotlin is in the common form. */
export function lowerStatement(node: SyntaxNode): Statement[] {
  return LOWER.get(node.type)?.(node) ?? [statementOf(lowerExpression(node))];
}
