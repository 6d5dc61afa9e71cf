import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import { callOf, literal, locate, memberOf, nameOf, opaque, positional } from '../program/build.ts';
import type { Argument, Expression, TypeRef } from '../program/ir.ts';
import { lowerCreation } from './creation.ts';
import { lowerLambda } from './functions.ts';
import { lowerInterpolation } from './interpolation.ts';
import { lowerLiteral } from './literals.ts';
import { lowerIs, lowerSwitch } from './patterns.ts';
import { lowerType, typeArguments } from './types.ts';

/** `expected` is the type that the place asks for: what `new()` and `[…]` make depends on it. */
export function lowerExpression(node: SyntaxNode, expected: TypeRef | null = null): Expression {
  return (
    lowerLiteral(node) ??
    lowerName(node) ??
    lowerAccess(node) ??
    lowerWrapped(node, expected) ??
    lowerCreation(node, expected) ??
    lowerOperation(node, expected) ??
    opaque(node)
  );
}

function lowerName(node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  switch (node.type) {
    case 'identifier':
    case 'predefined_type':
      return nameOf(textOf(node).replace(/^@/, ''), at);
    case 'generic_name':
      return nameOf(node.children[0] ? textOf(node.children[0]) : '', at);
    case 'alias_qualified_name':
      return nameOf(textOf(child(node, 'name') ?? node), at);
    case 'qualified_name': {
      const [around, own] = [child(node, 'qualifier'), child(node, 'name')];
      return around && own ? memberOf(lowerExpression(around), plainName(own), at) : undefined;
    }
    case 'this':
    case 'this_expression':
      return { kind: 'self', at };
    case 'base':
    case 'base_expression':
      return { kind: 'super', at };
    default:
      return undefined;
  }
}

const plainName = (node: SyntaxNode): string =>
  textOf(node.type === 'generic_name' ? (node.children[0] ?? node) : node).replace(/^@/, '');

function lowerAccess(node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  switch (node.type) {
    case 'member_access_expression': {
      const [of, name] = [child(node, 'expression'), child(node, 'name')];
      return of && name ? memberOf(lowerExpression(of), plainName(name), at) : undefined;
    }
    case 'conditional_access_expression': {
      const of = child(node, 'condition');
      const binding = node.children.find((each) => each.label !== 'condition' && each.type !== 'ERROR');
      return of && binding ? lowerBinding(lowerExpression(of), binding) : undefined;
    }
    case 'element_access_expression': {
      const [of, keys] = [child(node, 'expression'), child(node, 'subscript')];
      return of && keys ? indexed(lowerExpression(of), keys) : undefined;
    }
    case 'invocation_expression':
      return lowerCall(node);
    default:
      return undefined;
  }
}

/** What stands behind `?.`: a member, an index, a call of either. */
function lowerBinding(of: Expression, node: SyntaxNode): Expression {
  const at = locate(node);
  const name = child(node, 'name');
  if (node.type === 'member_binding_expression' && name) return memberOf(of, plainName(name), at);
  if (node.type === 'element_binding_expression') return indexed(of, node);
  const [first] = node.children;
  if (node.type === 'invocation_expression' && first)
    return callOf(lowerBinding(of, first), argumentsOf(child(node, 'arguments')), at);
  if (node.type === 'member_access_expression' && first && name)
    return memberOf(lowerBinding(of, first), plainName(name), at);
  return opaque(node);
}

function indexed(of: Expression, keys: SyntaxNode): Expression {
  const [key] = argumentsOf(keys);
  return key ? { kind: 'index', of, key: key.value, at: locate(keys) } : opaque(keys);
}

function lowerCall(node: SyntaxNode): Expression | undefined {
  const callee = child(node, 'function');
  const args = child(node, 'arguments');
  if (!callee) return undefined;
  if (textOf(callee) === 'nameof' && args) return nameOfResult(args);
  const own = child(callee, 'name') ?? childOfType(callee, 'member_binding_expression') ?? callee;
  const generic = own.type === 'generic_name' ? own : childOfType(own, 'generic_name');
  const call = callOf(lowerExpression(callee), argumentsOf(args), locate(node));
  return generic ? { ...call, typeArgs: typeArguments(generic) } : call;
}

/** `nameof(A.B<C>)` is the text of the last name in it. */
function nameOfResult(args: SyntaxNode): Expression {
  const text = textOf(args)
    .slice(1, -1)
    .replace(/<[^<>]*>/g, '')
    .trim();
  return literal(text.split('.').at(-1) ?? text, locate(args));
}

export function argumentsOf(list: SyntaxNode | undefined): Argument[] {
  const given = list?.children.filter((each) => each.type === 'argument') ?? [];
  return given.flatMap((argument) => {
    const name = child(argument, 'name');
    const value = argument.children.find((each) => each.label !== 'name');
    return value ? [{ name: name ? textOf(name) : '', value: lowerExpression(value), spread: false }] : [];
  });
}

/** What only wraps another expression. */
function lowerWrapped(node: SyntaxNode, expected: TypeRef | null): Expression | undefined {
  const [first] = node.children;
  switch (node.type) {
    case 'parenthesized_expression':
    case 'await_expression':
    case 'ref_expression':
    case 'checked_expression':
      return first && lowerExpression(first, expected);
    case 'cast_expression': {
      const value = child(node, 'value');
      return value && lowerExpression(value, lowerType(child(node, 'type')));
    }
    case 'as_expression':
      return first && lowerExpression(first, expected);
    case 'postfix_unary_expression':
      return first && lowerPostfix(node, first);
    case 'typeof_expression': {
      const type = lowerType(child(node, 'type'));
      const at = locate(node);
      return type ? callOf(nameOf('$typeof', at), [positional({ kind: 'type', type, at })], at) : undefined;
    }
    case 'lambda_expression':
    case 'anonymous_method_expression':
      return { kind: 'lambda', fn: lowerLambda(node), at: locate(node) };
    default:
      return undefined;
  }
}

function lowerPostfix(node: SyntaxNode, inner: SyntaxNode): Expression {
  const value = lowerExpression(inner);
  const mark = textOf(node).slice(-2);
  return mark === '++' || mark === '--' ? stepped(node, value, mark) : value;
}

const stepped = (node: SyntaxNode, target: Expression, mark: string): Expression => ({
  kind: 'assign',
  target,
  operator: mark === '++' ? '+' : '-',
  value: literal(1, locate(node)),
  at: locate(node),
});

function lowerOperation(node: SyntaxNode, expected: TypeRef | null): Expression | undefined {
  switch (node.type) {
    case 'binary_expression':
      return lowerBinary(node, expected);
    case 'prefix_unary_expression':
      return lowerPrefix(node);
    case 'conditional_expression':
      return lowerConditional(node, expected);
    case 'assignment_expression':
      return lowerAssignment(node);
    case 'is_pattern_expression':
    case 'is_expression':
      return lowerIs(node);
    case 'switch_expression':
      return lowerSwitch(node);
    case 'interpolated_string_expression':
      return lowerInterpolation(node);
    default:
      return undefined;
  }
}

function lowerBinary(node: SyntaxNode, expected: TypeRef | null): Expression | undefined {
  const [left, operator, right] = [child(node, 'left'), child(node, 'operator'), child(node, 'right')];
  if (!left || !operator || !right) return undefined;
  return {
    kind: 'binary',
    operator: textOf(operator),
    left: lowerExpression(left, expected),
    right: lowerExpression(right, expected),
    at: locate(node),
  };
}

function lowerPrefix(node: SyntaxNode): Expression | undefined {
  const [inner] = node.children;
  if (!inner) return undefined;
  const at = locate(node);
  const of = lowerExpression(inner);
  const mark = textOf(node).slice(0, 2);
  if (mark === '++' || mark === '--') return stepped(node, of, mark);
  if (mark.startsWith('!')) return { kind: 'not', of, at };
  const isNegative = mark.startsWith('-') || mark.startsWith('^');
  if (isNegative && of.kind === 'literal' && typeof of.value === 'number') return literal(-of.value, at);
  return mark.startsWith('+') ? of : opaque(node);
}

function lowerConditional(node: SyntaxNode, expected: TypeRef | null): Expression | undefined {
  const test = child(node, 'condition');
  const [then, otherwise] = [child(node, 'consequence'), child(node, 'alternative')];
  if (!test || !then || !otherwise) return undefined;
  return {
    kind: 'conditional',
    test: lowerExpression(test),
    then: lowerExpression(then, expected),
    otherwise: lowerExpression(otherwise, expected),
    at: locate(node),
  };
}

function lowerAssignment(node: SyntaxNode): Expression | undefined {
  const [left, operator, right] = [child(node, 'left'), child(node, 'operator'), child(node, 'right')];
  if (!left || !operator || !right) return undefined;
  const sign = textOf(operator).slice(0, -1);
  return {
    kind: 'assign',
    target: lowerExpression(left),
    operator: sign === '??' ? '?' : sign,
    value: lowerExpression(right),
    at: locate(node),
  };
}
