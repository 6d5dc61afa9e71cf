import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { callOf, functionOf, literal, locate, memberOf, nameOf, opaque } from '../program/build.ts';
import type { Argument, Expression } from '../program/ir.ts';
import { lowerParameters } from './declarations.ts';
import { keyOfPair, lowerLiteral } from './literals.ts';
import type { Lowering } from './lower.ts';
import { block } from './statements.ts';

export function lowerExpression(lowering: Lowering, node: SyntaxNode): Expression {
  return lowerLiteral(lowering, node) ?? lowerName(node) ?? lowerCompound(lowering, node) ?? opaque(node);
}

function lowerName(node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  switch (node.type) {
    case 'identifier':
    case 'constant':
    case 'global_variable':
      return nameOf(textOf(node), at);
    case 'self':
      return { kind: 'self', at };
    case 'super':
      return { kind: 'super', at };
    case 'instance_variable':
    case 'class_variable':
      return memberOf({ kind: 'self', at }, textOf(node), at);
    case 'scope_resolution':
      return scopeOf(node);
    default:
      return undefined;
  }
}

function scopeOf(node: SyntaxNode): Expression {
  const [scope, name] = [child(node, 'scope'), child(node, 'name')];
  const own = name ? textOf(name) : '';
  const around = scope && lowerName(scope);
  return around ? memberOf(around, own, locate(node)) : nameOf(own, locate(node));
}

function lowerCompound(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  switch (node.type) {
    case 'call':
      return lowerCall(lowering, node);
    case 'array':
    case 'right_assignment_list':
      return { kind: 'list', items: lowerArguments(lowering, node.children), at };
    case 'left_assignment_list':
      return { kind: 'list', items: node.children.map((each) => target(lowering, each)), at };
    case 'hash':
      return lowerHash(lowering, node);
    case 'element_reference':
      return lowerIndex(lowering, node);
    case 'assignment':
    case 'operator_assignment':
      return lowerAssignment(lowering, node);
    case 'conditional':
    case 'if':
    case 'unless':
    case 'if_modifier':
    case 'unless_modifier':
      return lowerChoice(lowering, node);
    case 'binary':
      return lowerBinary(lowering, node);
    case 'unary':
      return lowerUnary(lowering, node);
    case 'lambda':
      return lowerBlock(lowering, child(node, 'body') ?? node, child(node, 'parameters'));
    case 'parenthesized_statements':
    case 'begin':
    case 'then':
      return { kind: 'block', body: lowering.statements(node.children), at };
    case 'case':
      return lowerCase(lowering, node);
    default:
      return undefined;
  }
}

const target = (lowering: Lowering, node: SyntaxNode): Argument => ({
  name: '',
  value: lowering.expression(node),
  spread: false,
});

/** Arguments as they are written; `key: value` are named. */
function lowerArguments(lowering: Lowering, nodes: readonly SyntaxNode[]): Argument[] {
  return nodes
    .filter((node) => node.type !== 'heredoc_body')
    .map((node): Argument => {
      const inner = node.children[0];
      if (/^(splat|hash_splat)_argument$/.test(node.type) && inner)
        return { name: '', value: lowering.expression(inner), spread: true };
      if (node.type === 'block_argument' && inner)
        return { name: '&', value: lowering.expression(inner), spread: false };
      return node.type === 'pair' ? lowerNamed(lowering, node) : target(lowering, node);
    });
}

function lowerNamed(lowering: Lowering, pair: SyntaxNode): Argument {
  const key = keyOfPair(lowering, pair);
  const value = child(pair, 'value');
  const name = key.kind === 'literal' ? String(key.value) : textOf(pair);
  return { name, value: value ? lowering.expression(value) : nameOf(name, locate(pair)), spread: false };
}

function lowerCall(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const [receiver, method] = [child(node, 'receiver'), child(node, 'method')];
  const given = childOfType(node, 'argument_list');
  const body = child(node, 'block');
  const args = lowerArguments(lowering, childrenIn(given));
  if (body)
    args.push({ name: '&', value: lowerBlock(lowering, body, child(body, 'parameters')), spread: false });
  const name = method ? textOf(method) : 'call';
  if (!receiver && (name === 'lambda' || name === 'proc') && body)
    return lowerBlock(lowering, body, child(body, 'parameters'));
  if (!receiver && name === 'raise') return opaque(node);
  if (!receiver) return callOf(method?.type === 'super' ? { kind: 'super', at } : nameOf(name, at), args, at);
  const of = lowering.expression(receiver);
  return callOf(memberOf(of, name, at), args, at);
}

function lowerBlock(lowering: Lowering, node: SyntaxNode, parameters: SyntaxNode | undefined): Expression {
  const inner = node.children.find((each) => each.label === 'body') ?? node;
  const statements = ['body_statement', 'block_body'].includes(inner.type) ? inner.children : [];
  const at = locate(node);
  return {
    kind: 'lambda',
    fn: functionOf(at, {
      parameters: lowerParameters(lowering, parameters),
      body: lowering.statements(statements),
      yieldsLast: true,
    }),
    at,
  };
}

function lowerHash(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const pairs = node.children.filter((each) => each.type === 'pair');
  const entries = pairs.map((pair) => {
    const key = keyOfPair(lowering, pair);
    const value = child(pair, 'value');
    return { key, value: value ? lowering.expression(value) : nameOf(textOf(pair).replace(/:$/, ''), at) };
  });
  const own: Expression = { kind: 'map', entries, at };
  return node.children
    .filter((each) => each.type === 'hash_splat_argument')
    .reduce<Expression>((whole, { children: [inner] }) => {
      if (!inner) return whole;
      return { kind: 'binary', operator: '+', left: lowering.expression(inner), right: whole, at };
    }, own);
}

function lowerIndex(lowering: Lowering, node: SyntaxNode): Expression {
  const object = child(node, 'object');
  const key = node.children.find((each) => each !== object);
  if (!object || !key) return opaque(node);
  return { kind: 'index', of: lowering.expression(object), key: lowering.expression(key), at: locate(node) };
}

const ASSIGNING: Record<string, string> = { '||=': '?', '+=': '+', '<<=': '<<', '&&=': '' };

function lowerAssignment(lowering: Lowering, node: SyntaxNode): Expression {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (!left || !right) return opaque(node);
  const word = child(node, 'operator');
  const operator = word ? (ASSIGNING[textOf(word)] ?? textOf(word).replace(/=$/, '')) : '';
  return {
    kind: 'assign',
    target: lowering.expression(left),
    operator,
    value: lowering.expression(right),
    at: locate(node),
  };
}

function lowerChoice(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const condition = child(node, 'condition');
  if (!condition) return opaque(node);
  const test = lowering.expression(condition);
  const branch = (label: string): Expression => {
    const side = child(node, label);
    return side ? { kind: 'block', body: block(lowering, side), at: locate(side) } : literal(null, at);
  };
  const then = child(node, 'consequence') ? branch('consequence') : branch('body');
  return {
    kind: 'conditional',
    test: node.type.startsWith('unless') ? { kind: 'not', of: test, at } : test,
    then,
    otherwise: branch('alternative'),
    at,
  };
}

const OPERATORS: Record<string, string> = { and: '&&', or: '||', '<<': '<<' };

function lowerBinary(lowering: Lowering, node: SyntaxNode): Expression {
  const [left, operator, right] = [child(node, 'left'), child(node, 'operator'), child(node, 'right')];
  if (!left || !operator || !right) return opaque(node);
  const word = OPERATORS[textOf(operator)] ?? textOf(operator);
  const at = locate(node);
  if (word === '<<')
    return callOf(memberOf(lowering.expression(left), '<<', at), [target(lowering, right)], at);
  return {
    kind: 'binary',
    operator: word,
    left: lowering.expression(left),
    right: lowering.expression(right),
    at,
  };
}

function lowerUnary(lowering: Lowering, node: SyntaxNode): Expression {
  const operand = child(node, 'operand');
  const operator = child(node, 'operator');
  if (!operand || !operator) return opaque(node);
  const of = lowering.expression(operand);
  if (/^(!|not)$/.test(textOf(operator))) return { kind: 'not', of, at: locate(node) };
  if (textOf(operator) === '-' && of.kind === 'literal' && typeof of.value === 'number')
    return literal(-of.value, locate(node));
  return opaque(node);
}

/** `case x when a, b …` as tests one after the other. */
function lowerCase(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const value = child(node, 'value');
  const last = childOfType(node, 'else');
  const otherwise: Expression = last ? { kind: 'block', body: block(lowering, last), at } : literal(null, at);
  return node.children
    .filter((each) => each.type === 'when')
    .reduceRight<Expression>((rest, when) => {
      const tests = when.children.filter((each) => each.label === 'pattern').flatMap((each) => each.children);
      const test = tests.map((each): Expression => {
        const pattern = lowering.expression(each);
        if (!value) return pattern;
        return { kind: 'binary', operator: '==', left: lowering.expression(value), right: pattern, at };
      });
      const any = test.reduce(
        (left, right): Expression => ({ kind: 'binary', operator: '||', left, right, at }),
      );
      const then: Expression = { kind: 'block', body: block(lowering, child(when, 'body')), at };
      return { kind: 'conditional', test: any, then, otherwise: rest, at };
    }, otherwise);
}
