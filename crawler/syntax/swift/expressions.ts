import { numberValue } from '../java/literals.ts';
import { child, childOfType, childrenIn, childrenOf, type SyntaxNode, textOf } from '../node.ts';
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
} from '../program/build.ts';
import type { Argument, Expression, Parameter } from '../program/ir.ts';
import { lowerRawString, lowerString } from './literals.ts';
import { lowerStatements } from './statements.ts';
import { isTypeNode, lowerType } from './types.ts';

type Lower = (node: SyntaxNode) => Expression;

export function part(node: SyntaxNode, label: string): Expression {
  const found = child(node, label);
  return found ? lowerExpression(found) : opaque(node);
}

const last: Lower = (node) => {
  const found = node.children.at(-1);
  return found ? lowerExpression(found) : opaque(node);
};

const only: Lower = (node) => {
  const [found] = node.children;
  return found ? lowerExpression(found) : opaque(node);
};

const number: Lower = (node) => literal(numberValue(node), locate(node));

function lowerBinary(node: SyntaxNode): Expression {
  const written = child(node, 'op');
  const operator = written ? textOf(written).replace(/^([=!]=)=$/, '$1') : '';
  return { kind: 'binary', operator, left: part(node, 'lhs'), right: part(node, 'rhs'), at: locate(node) };
}

function lowerCoalescing(node: SyntaxNode): Expression {
  return {
    kind: 'binary',
    operator: '??',
    left: part(node, 'value'),
    right: part(node, 'if_nil'),
    at: locate(node),
  };
}

function lowerTernary(node: SyntaxNode): Expression {
  return {
    kind: 'conditional',
    test: part(node, 'condition'),
    then: part(node, 'if_true'),
    otherwise: part(node, 'if_false'),
    at: locate(node),
  };
}

/** `.name` is a name of its own: which type it belongs to only the compiler knows. */
function lowerPrefix(node: SyntaxNode): Expression {
  const at = locate(node);
  const target = child(node, 'target');
  const operation = textOf(child(node, 'operation') ?? node);
  if (operation === '.') return nameOf(`.${target ? textOf(target) : ''}`, at);
  const of = part(node, 'target');
  if (operation === '!') return { kind: 'not', of, at };
  if (operation === '-' && of.kind === 'literal' && typeof of.value === 'number')
    return literal(-of.value, at);
  return operation === '&' ? of : opaque(node);
}

const lowerPostfix: Lower = (node) => part(node, 'target');

function lowerNavigation(node: SyntaxNode): Expression {
  const target = part(node, 'target');
  const suffix = child(node, 'suffix');
  const name = suffix?.children.at(-1);
  const text = name ? textOf(name) : '';
  return text === 'self' ? target : memberOf(target, text, locate(node));
}

export function lowerArguments(node: SyntaxNode | undefined): Argument[] {
  return childrenIn(node)
    .filter((each) => each.type === 'value_argument')
    .map((each) => {
      const label = child(each, 'name');
      const value = child(each, 'value') ?? each.children.at(-1);
      return {
        name: label ? textOf(label).replace(/:$/, '') : '',
        value: value ? lowerExpression(value) : opaque(each),
        spread: false,
      };
    });
}

/** `f(x) { … }`, `T.init(x)`, and `x[k]`, which the grammar writes as a call. */
function lowerCall(node: SyntaxNode): Expression {
  const at = locate(node);
  const [callee, suffix] = node.children;
  if (!callee || !suffix) return opaque(node);
  const given = childOfType(suffix, 'value_arguments');
  const args = lowerArguments(given);
  const [first] = args;
  if (given && textOf(given).startsWith('['))
    return first ? { kind: 'index', of: lowerExpression(callee), key: first.value, at } : opaque(node);
  const block = childOfType(suffix, 'lambda_literal');
  const all = block ? [...args, { name: '&', value: lowerLambda(block), spread: false }] : args;
  return callOf(calleeOf(lowerExpression(callee)), all, at);
}

/** An initialiser that is named is the type, the superclass, or another one of the same type. */
function calleeOf(callee: Expression): Expression {
  if (callee.kind !== 'member' || callee.name !== 'init') return callee;
  if (callee.of.kind === 'self') return { ...callee, name: 'constructor' };
  return callee.of;
}

const parameterOf = (name: string, type: SyntaxNode | undefined): Parameter => ({
  name,
  type: type ? lowerType(type) : null,
  initial: null,
  variadic: false,
  attributes: [],
  modifiers: [],
});

const SHORTHAND = ['$0', '$1', '$2'].map((name) => parameterOf(name, undefined));

function lambdaParameters(node: SyntaxNode): Parameter[] {
  const type = childOfType(node, 'lambda_function_type');
  const list = type && childOfType(type, 'lambda_function_type_parameters');
  if (!list) return SHORTHAND;
  return list.children
    .filter((each) => each.type === 'lambda_parameter')
    .map((each) => {
      const name = each.children.find((part_) => part_.type === 'simple_identifier');
      return parameterOf(name ? textOf(name) : textOf(each), each.children.find(isTypeNode));
    });
}

export function lowerLambda(node: SyntaxNode): Expression {
  const at = locate(node);
  const statements = childrenIn(childOfType(node, 'statements'));
  const fn = functionOf(at, {
    parameters: lambdaParameters(node),
    body: lowerStatements(statements),
    yieldsLast: statements.length === 1,
  });
  return { kind: 'lambda', fn, at };
}

/** `\.name` is what takes it from a value. */
function lowerKeyPath(node: SyntaxNode): Expression {
  const at = locate(node);
  const names = textOf(node).split('.').slice(1);
  const value = names.reduce<Expression>((of, name) => memberOf(of, name, at), nameOf('$0', at));
  return {
    kind: 'lambda',
    fn: functionOf(at, {
      parameters: [parameterOf('$0', undefined)],
      body: [statementOf(value)],
      yieldsLast: true,
    }),
    at,
  };
}

function lowerDictionary(node: SyntaxNode): Expression {
  const [keys, values] = [childrenOf(node, 'key'), childrenOf(node, 'value')];
  const entries = keys.flatMap((key, index) => {
    const value = values[index];
    return value ? [{ key: lowerExpression(key), value: lowerExpression(value) }] : [];
  });
  return { kind: 'map', entries, at: locate(node) };
}

const lowerList: Lower = (node) => ({
  kind: 'list',
  items: childrenOf(node, 'element').map((each) => positional(lowerExpression(each))),
  at: locate(node),
});

const lowerTuple: Lower = (node) => {
  const values = childrenOf(node, 'value');
  const [first] = values;
  if (first && values.length === 1) return lowerExpression(first);
  return { kind: 'list', items: values.map((each) => positional(lowerExpression(each))), at: locate(node) };
};

export function lowerAssignment(node: SyntaxNode): Expression {
  const target = child(node, 'target');
  return {
    kind: 'assign',
    target: target ? only(target) : opaque(node),
    operator: textOf(child(node, 'operator') ?? node).replace(/=$/, ''),
    value: part(node, 'result'),
    at: locate(node),
  };
}

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['line_string_literal', lowerString],
  ['multi_line_string_literal', lowerString],
  ['raw_string_literal', lowerRawString],
  ['integer_literal', number],
  ['hex_literal', number],
  ['bin_literal', number],
  ['oct_literal', number],
  ['real_literal', number],
  ['boolean_literal', (node) => literal(textOf(node) === 'true', locate(node))],
  ['nil', (node) => literal(null, locate(node))],
  ['simple_identifier', (node) => nameOf(textOf(node).replaceAll('`', ''), locate(node))],
  ['type_identifier', (node) => nameOf(textOf(node), locate(node))],
  ['user_type', (node) => ({ kind: 'type', type: lowerType(node), at: locate(node) })],
  ['self_expression', (node) => ({ kind: 'self', at: locate(node) })],
  ['super_expression', (node) => ({ kind: 'super', at: locate(node) })],
  ['additive_expression', lowerBinary],
  ['multiplicative_expression', lowerBinary],
  ['comparison_expression', lowerBinary],
  ['equality_expression', lowerBinary],
  ['conjunction_expression', lowerBinary],
  ['disjunction_expression', lowerBinary],
  ['nil_coalescing_expression', lowerCoalescing],
  ['ternary_expression', lowerTernary],
  ['prefix_expression', lowerPrefix],
  ['postfix_expression', lowerPostfix],
  ['navigation_expression', lowerNavigation],
  ['call_expression', lowerCall],
  ['lambda_literal', lowerLambda],
  ['key_path_expression', lowerKeyPath],
  ['array_literal', lowerList],
  ['dictionary_literal', lowerDictionary],
  ['tuple_expression', lowerTuple],
  ['await_expression', last],
  ['try_expression', last],
  ['as_expression', (node) => part(node, 'expr')],
  ['assignment', lowerAssignment],
]);

/** What an expression of Swift is in the common form. */
export function lowerExpression(node: SyntaxNode): Expression {
  return LOWER.get(node.type)?.(node) ?? opaque(node);
}
