import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
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
import type { Argument, Expression, Parameter, TypeRef } from '../program/ir.ts';
import { lowerAnonymous, lowerParameters } from './declarations.ts';
import { numberValue, stringValue } from './literals.ts';
import { lowerAnnotation } from './modifiers.ts';
import { lowerBody } from './statements.ts';
import { lowerSwitchExpression } from './switch.ts';
import { arrayOf, lowerType, typeArguments, typeOf } from './types.ts';

type Lower = (node: SyntaxNode) => Expression;

/** The expression in a field of a node; what is not there is not followed. */
export function part(node: SyntaxNode, label: string): Expression {
  const found = child(node, label);
  return found ? lowerExpression(found) : opaque(node);
}

const only: Lower = (node) => {
  const [first] = node.children;
  return first ? lowerExpression(first) : opaque(node);
};

const number: Lower = (node) => literal(numberValue(node), locate(node));

const list: Lower = (node) => ({
  kind: 'list',
  items: node.children.map((each) => positional(lowerExpression(each))),
  at: locate(node),
});

function lowerBinary(node: SyntaxNode): Expression {
  const operator = child(node, 'operator');
  return {
    kind: 'binary',
    operator: operator ? textOf(operator) : '',
    left: part(node, 'left'),
    right: part(node, 'right'),
    at: locate(node),
  };
}

function lowerUnary(node: SyntaxNode): Expression {
  const operator = textOf(child(node, 'operator') ?? node);
  const of = part(node, 'operand');
  if (operator === '!') return { kind: 'not', of, at: locate(node) };
  if (operator === '-' && of.kind === 'literal' && typeof of.value === 'number')
    return literal(-of.value, locate(node));
  return operator === '+' ? of : opaque(node);
}

function lowerAssignment(node: SyntaxNode): Expression {
  const operator = textOf(child(node, 'operator') ?? node).replace(/=$/, '');
  return {
    kind: 'assign',
    target: part(node, 'left'),
    operator,
    value: part(node, 'right'),
    at: locate(node),
  };
}

function lowerField(node: SyntaxNode): Expression {
  const field = child(node, 'field');
  if (field?.type === 'this') return { kind: 'self', at: locate(node) };
  return memberOf(part(node, 'object'), field ? textOf(field) : '', locate(node));
}

export function lowerArguments(node: SyntaxNode | undefined): Argument[] {
  return childrenIn(node).map((each) => positional(lowerExpression(each)));
}

/** `object.name(…)`, `name(…)`, `super.name(…)` */
function lowerInvocation(node: SyntaxNode): Expression {
  const at = locate(node);
  const name = textOf(child(node, 'name') ?? node);
  const of = child(node, 'object');
  const isSuper = node.children.some((each) => each.type === 'super');
  const receiver: Expression | undefined = isSuper ? { kind: 'super', at } : of && lowerExpression(of);
  const callee = receiver ? memberOf(receiver, name, at) : nameOf(name, at);
  return { ...callOf(callee, lowerArguments(child(node, 'arguments')), at), typeArgs: typeArguments(node) };
}

/** `new T(…)`, and `new T(…) { … }`, which declares a type of its own. */
function lowerCreation(node: SyntaxNode): Expression {
  const at = locate(node);
  const named = child(node, 'type');
  const type = named ? typeOf(named) : typeRef('Object');
  const args = lowerArguments(child(node, 'arguments'));
  const body = childOfType(node, 'class_body');
  if (!body) return { kind: 'construct', type, args, fields: [], at };
  const declaration = lowerAnonymous(node, body, type);
  const made: Expression = { kind: 'construct', type: typeRef(declaration.name), args, fields: [], at };
  return { kind: 'block', body: [{ kind: 'declare', declaration, at }, statementOf(made)], at };
}

function lowerArrayCreation(node: SyntaxNode): Expression {
  const values = child(node, 'value');
  return values ? list(values) : { kind: 'list', items: [], at: locate(node) };
}

const inferred = (node: SyntaxNode): Parameter => ({
  name: textOf(node),
  type: null,
  initial: null,
  variadic: false,
  attributes: [],
  modifiers: [],
});

function lambdaParameters(node: SyntaxNode | undefined): Parameter[] {
  if (!node) return [];
  if (node.type === 'identifier') return [inferred(node)];
  return node.type === 'inferred_parameters' ? node.children.map(inferred) : lowerParameters(node);
}

function lowerLambda(node: SyntaxNode): Expression {
  const at = locate(node);
  const body = child(node, 'body');
  const isBlock = body?.type === 'block';
  const fn = functionOf(at, {
    parameters: lambdaParameters(child(node, 'parameters')),
    body: !body ? [] : isBlock ? lowerBody(body) : [statementOf(lowerExpression(body))],
    yieldsLast: !isBlock,
  });
  return { kind: 'lambda', fn, at };
}

/** `a::b` is asked of `a` as the member `::b`: only running it tells whether `a` is the receiver or its type. */
function lowerReference(node: SyntaxNode): Expression {
  const at = locate(node);
  const [of, name] = node.children.filter((each) => each.type !== 'type_arguments');
  if (!of) return opaque(node);
  const owner: Expression = isTypeNode(of) ? typeExpression(of) : lowerExpression(of);
  if (of.type === 'array_type') return opaque(node);
  return name ? memberOf(owner, `::${textOf(name)}`, at) : owner;
}

const isTypeNode = (node: SyntaxNode): boolean => /type(_identifier)?$/.test(node.type);

export function typeExpression(node: SyntaxNode): Expression {
  return { kind: 'type', type: typeOf(node), at: locate(node) };
}

function lowerClassLiteral(node: SyntaxNode): Expression {
  const [type] = node.children;
  return type ? typeExpression(type) : opaque(node);
}

/** `x instanceof T t` asks a member that every value has; `t` is bound on the way. */
function lowerInstanceOf(node: SyntaxNode): Expression {
  const at = locate(node);
  const left = part(node, 'left');
  const right = child(node, 'right');
  const name = child(node, 'name');
  const bind: Expression[] = name
    ? [{ kind: 'assign', target: nameOf(textOf(name), at), operator: '', value: left, at }]
    : [];
  const args = [right ? typeExpression(right) : opaque(node), ...bind].map(positional);
  return callOf(memberOf(left, '$instanceOf', at), args, at);
}

function lowerConditional(node: SyntaxNode): Expression {
  return {
    kind: 'conditional',
    test: part(node, 'condition'),
    then: part(node, 'consequence'),
    otherwise: part(node, 'alternative'),
    at: locate(node),
  };
}

/** An annotation as a value, inside another one. */
function lowerAnnotationValue(node: SyntaxNode): Expression {
  const { name, args, at } = lowerAnnotation(node);
  const named = args.map((each) => (each.name === '' ? { ...each, name: 'value' } : each));
  return { kind: 'construct', type: typeRef(name), args: named, fields: [], at };
}

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['string_literal', (node) => literal(stringValue(node), locate(node))],
  ['character_literal', (node) => literal(stringValue(node), locate(node))],
  ['decimal_integer_literal', number],
  ['hex_integer_literal', number],
  ['octal_integer_literal', number],
  ['binary_integer_literal', number],
  ['decimal_floating_point_literal', number],
  ['hex_floating_point_literal', opaque],
  ['true', (node) => literal(true, locate(node))],
  ['false', (node) => literal(false, locate(node))],
  ['null_literal', (node) => literal(null, locate(node))],
  ['identifier', (node) => nameOf(textOf(node), locate(node))],
  ['this', (node) => ({ kind: 'self', at: locate(node) })],
  ['super', (node) => ({ kind: 'super', at: locate(node) })],
  ['parenthesized_expression', only],
  ['binary_expression', lowerBinary],
  ['unary_expression', lowerUnary],
  ['update_expression', opaque],
  ['assignment_expression', lowerAssignment],
  ['field_access', lowerField],
  [
    'array_access',
    (node) => ({ kind: 'index', of: part(node, 'array'), key: part(node, 'index'), at: locate(node) }),
  ],
  ['method_invocation', lowerInvocation],
  ['object_creation_expression', lowerCreation],
  ['array_creation_expression', lowerArrayCreation],
  ['array_initializer', list],
  ['element_value_array_initializer', list],
  ['lambda_expression', lowerLambda],
  ['method_reference', lowerReference],
  ['instanceof_expression', lowerInstanceOf],
  ['ternary_expression', lowerConditional],
  ['cast_expression', (node) => part(node, 'value')],
  ['class_literal', lowerClassLiteral],
  ['switch_expression', lowerSwitchExpression],
  ['annotation', lowerAnnotationValue],
  ['marker_annotation', lowerAnnotationValue],
]);

/** What an expression of Java is in the common form. */
export function lowerExpression(node: SyntaxNode): Expression {
  return LOWER.get(node.type)?.(node) ?? opaque(node);
}

/** The type and name a declarator gives its variable: brackets may stand behind the name. */
export function declaredType(type: SyntaxNode | undefined, declarator: SyntaxNode): TypeRef | null {
  const written = lowerType(type);
  return written && arrayOf(written, declarator);
}
