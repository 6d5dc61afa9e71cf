import { numberValue } from '../java/literals.ts';
import { childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import {
  callOf,
  functionOf,
  literal,
  locate,
  memberOf,
  nameOf,
  opaque,
  positional,
  statementOf,
  typeRef,
} from '../program/build.ts';
import type { Argument, Expression, Parameter, Statement } from '../program/ir.ts';
import { blockOf, lowerIfExpression, lowerTryExpression, lowerWhen } from './branches.ts';
import { lowerObjectLiteral } from './declarations.ts';
import { lowerCharacter, lowerString } from './literals.ts';
import { lowerParameters } from './parameters.ts';
import { lowerFunctionBody, lowerStatements } from './statements.ts';
import { isTypeNode, lowerType, typeArguments } from './types.ts';

type Lower = (node: SyntaxNode) => Expression;

/** What stands between the first two children: the operator, which the tree leaves out. */
export function operatorOf(node: SyntaxNode): string {
  const [left, right] = node.children;
  return left && right ? node.source.text.slice(left.end, right.start).trim() : '';
}

const child = (node: SyntaxNode, index: number): Expression => {
  const found = node.children.at(index);
  return found ? lowerExpression(found) : opaque(node);
};

const first: Lower = (node) => child(node, 0);
const number: Lower = (node) => literal(numberValue(node), locate(node));

function lowerBinary(node: SyntaxNode): Expression {
  const written = operatorOf(node);
  const operator = written === '===' ? '==' : written === '!==' ? '!=' : written;
  return { kind: 'binary', operator, left: child(node, 0), right: child(node, 1), at: locate(node) };
}

function lowerPrefix(node: SyntaxNode): Expression {
  const text = textOf(node);
  const of = child(node, -1);
  if (text.startsWith('!')) return { kind: 'not', of, at: locate(node) };
  if (text.startsWith('-') && of.kind === 'literal' && typeof of.value === 'number')
    return literal(-of.value, locate(node));
  return opaque(node);
}

/** `x!!` is `x`; `x++` is not followed. */
const lowerPostfix: Lower = (node) => (textOf(node).endsWith('!!') ? child(node, 0) : opaque(node));

function lowerNavigation(node: SyntaxNode): Expression {
  const suffix = node.children.at(-1);
  const name = suffix?.children.at(-1);
  return memberOf(child(node, 0), name ? textOf(name) : '', locate(node));
}

export function lowerArguments(node: SyntaxNode | undefined): Argument[] {
  return childrenIn(node)
    .filter((each) => each.type === 'value_argument')
    .map(lowerArgument);
}

function lowerArgument(node: SyntaxNode): Argument {
  const value = node.children.at(-1);
  if (!value) return positional(opaque(node));
  if (value.type === 'spread_expression') return { name: '', value: child(value, 0), spread: true };
  const [key, second] = node.children;
  const name = second && key?.type === 'simple_identifier' ? textOf(key) : '';
  return { name, value: lowerExpression(value), spread: false };
}

/** `f(x) { … }`: the block is handed over beside the arguments. */
function lowerCall(node: SyntaxNode): Expression {
  const at = locate(node);
  const [callee, suffix] = node.children;
  if (!callee || !suffix) return opaque(node);
  const args = lowerArguments(childOfType(suffix, 'value_arguments'));
  const block = childOfType(suffix, 'annotated_lambda');
  const literalOf = block && childOfType(block, 'lambda_literal');
  const all = literalOf ? [...args, { name: '&', value: lowerLambda(literalOf), spread: false }] : args;
  const [subject] = args;
  if (textOf(callee) === 'with' && subject && literalOf)
    return callOf(memberOf(subject.value, 'run', at), all.slice(1), at);
  return { ...callOf(lowerExpression(callee), all, at), typeArgs: typeArguments(suffix) };
}

function lambdaParameter(node: SyntaxNode): Parameter {
  const isPair = node.type === 'multi_variable_declaration';
  const name = isPair ? pairName(node) : textOf(childOfType(node, 'simple_identifier') ?? node);
  const type = node.children.find(isTypeNode);
  return {
    name,
    type: type ? lowerType(type) : null,
    initial: null,
    variadic: false,
    attributes: [],
    modifiers: [],
  };
}

const pairName = (node: SyntaxNode): string => `$${node.start}`;

export const variableNames = (node: SyntaxNode): string[] =>
  node.children
    .filter((each) => each.type === 'variable_declaration')
    .map((each) => textOf(childOfType(each, 'simple_identifier') ?? each));

/** Parameters that take a pair apart do it in the body. */
function destructured(parameters: readonly SyntaxNode[]): Statement[] {
  return parameters
    .filter((each) => each.type === 'multi_variable_declaration')
    .map((each) => ({
      kind: 'let',
      names: variableNames(each),
      value: nameOf(pairName(each), locate(each)),
      at: locate(each),
    }));
}

export function lowerLambda(node: SyntaxNode): Expression {
  const at = locate(node);
  const parameters = childrenIn(childOfType(node, 'lambda_parameters'));
  const statements = childOfType(node, 'statements');
  const fn = functionOf(at, {
    parameters: parameters.map(lambdaParameter),
    body: [...destructured(parameters), ...lowerStatements(childrenIn(statements), true)],
    yieldsLast: true,
  });
  return { kind: 'lambda', fn, at };
}

function lowerAnonymousFunction(node: SyntaxNode): Expression {
  const at = locate(node);
  const parameters = lowerParameters(childOfType(node, 'function_value_parameters'));
  return { kind: 'lambda', fn: functionOf(at, { parameters, ...lowerFunctionBody(node) }), at };
}

/** `::f`, `T::f`, `T::class` */
function lowerReference(node: SyntaxNode): Expression {
  const at = locate(node);
  const [owner, name] = node.children;
  if (!owner) return opaque(node);
  const isName = owner.type === 'simple_identifier' && name === undefined && textOf(node).startsWith('::');
  if (isName) return nameOf(textOf(owner), at);
  const of: Expression = { kind: 'type', type: typeRef(textOf(owner)), at };
  return name ? memberOf(of, `::${textOf(name)}`, at) : of;
}

/** `x is T` and `x in y` as members that every value has. */
function lowerCheck(node: SyntaxNode): Expression {
  const at = locate(node);
  const operator = operatorOf(node);
  const right = node.children.at(-1);
  if (!right) return opaque(node);
  const made = operator.endsWith('is')
    ? callOf(memberOf(child(node, 0), '$instanceOf', at), [positional(typeExpression(right))], at)
    : callOf(memberOf(lowerExpression(right), 'contains', at), [positional(child(node, 0))], at);
  return operator.startsWith('!') ? { kind: 'not', of: made, at } : made;
}

export const typeExpression = (node: SyntaxNode): Expression => ({
  kind: 'type',
  type: lowerType(node),
  at: locate(node),
});

/** `a name b` is `a.name(b)`. */
function lowerInfix(node: SyntaxNode): Expression {
  const at = locate(node);
  const [left, name, right] = node.children;
  if (!left || !name || !right) return opaque(node);
  return callOf(memberOf(lowerExpression(left), textOf(name), at), [positional(lowerExpression(right))], at);
}

function lowerIndexing(node: SyntaxNode): Expression {
  const suffix = node.children.at(-1);
  const key = suffix?.children[0];
  return {
    kind: 'index',
    of: child(node, 0),
    key: key ? lowerExpression(key) : opaque(node),
    at: locate(node),
  };
}

/** What an assignment puts its value in. */
export function lowerTarget(node: SyntaxNode): Expression {
  const [base, ...suffixes] = node.children;
  if (!base) return opaque(node);
  return suffixes.reduce<Expression>((of, suffix) => {
    const last = suffix.children.at(-1);
    if (!last) return of;
    return suffix.type === 'indexing_suffix'
      ? { kind: 'index', of, key: lowerExpression(last), at: locate(suffix) }
      : memberOf(of, textOf(last), locate(suffix));
  }, lowerExpression(base));
}

function lowerAssignment(node: SyntaxNode): Expression {
  const [target] = node.children;
  return {
    kind: 'assign',
    target: target ? lowerTarget(target) : opaque(node),
    operator: operatorOf(node).replace(/=$/, ''),
    value: child(node, -1),
    at: locate(node),
  };
}

const lowerList: Lower = (node) => ({
  kind: 'list',
  items: node.children.map((each) => positional(lowerExpression(each))),
  at: locate(node),
});

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['string_literal', lowerString],
  ['character_literal', lowerCharacter],
  ['integer_literal', number],
  ['long_literal', number],
  ['hex_literal', number],
  ['bin_literal', number],
  ['real_literal', number],
  ['unsigned_literal', number],
  ['boolean_literal', (node) => literal(textOf(node) === 'true', locate(node))],
  ['null_literal', (node) => literal(null, locate(node))],
  ['simple_identifier', (node) => nameOf(textOf(node).replaceAll('`', ''), locate(node))],
  ['type_identifier', (node) => nameOf(textOf(node), locate(node))],
  ['this_expression', (node) => ({ kind: 'self', at: locate(node) })],
  ['super_expression', (node) => ({ kind: 'super', at: locate(node) })],
  ['parenthesized_expression', first],
  ['additive_expression', lowerBinary],
  ['multiplicative_expression', lowerBinary],
  ['comparison_expression', lowerBinary],
  ['equality_expression', lowerBinary],
  ['conjunction_expression', lowerBinary],
  ['disjunction_expression', lowerBinary],
  ['elvis_expression', lowerBinary],
  ['prefix_expression', lowerPrefix],
  ['postfix_expression', lowerPostfix],
  ['as_expression', first],
  ['check_expression', lowerCheck],
  ['infix_expression', lowerInfix],
  ['range_expression', lowerRange],
  ['navigation_expression', lowerNavigation],
  ['indexing_expression', lowerIndexing],
  ['call_expression', lowerCall],
  ['callable_reference', lowerReference],
  ['collection_literal', lowerList],
  ['lambda_literal', lowerLambda],
  ['annotated_lambda', first],
  ['anonymous_function', lowerAnonymousFunction],
  ['object_literal', lowerObjectLiteral],
  ['assignment', lowerAssignment],
  ['if_expression', lowerIfExpression],
  ['when_expression', lowerWhen],
  ['try_expression', lowerTryExpression],
  ['control_structure_body', (node) => blockOf(node)],
]);

function lowerRange(node: SyntaxNode): Expression {
  const at = locate(node);
  const name = operatorOf(node) === '..<' ? 'until' : 'rangeTo';
  return callOf(memberOf(child(node, 0), name, at), [positional(child(node, 1))], at);
}

/** What an expression of Kotlin is in the common form. */
export function lowerExpression(node: SyntaxNode): Expression {
  return LOWER.get(node.type)?.(node) ?? opaque(node);
}

export const asStatement = (node: SyntaxNode): Statement => statementOf(lowerExpression(node));
