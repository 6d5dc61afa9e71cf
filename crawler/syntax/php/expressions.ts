import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { callOf, literal, locate, memberOf, nameOf, opaque, typeRef } from '../program/build.ts';
import type { Argument, Expression } from '../program/ir.ts';
import { lowerArguments } from './arguments.ts';
import { lowerArray } from './arrays.ts';
import { lowerClass, lowerFunction } from './declarations.ts';
import type { Lowering } from './lower.ts';
import { lowerText } from './text.ts';
import { fullName } from './types.ts';

export function lowerExpression(lowering: Lowering, node: SyntaxNode): Expression {
  return (
    lowerText(lowering, node) ?? lowerSimple(lowering, node) ?? lowerCompound(lowering, node) ?? opaque(node)
  );
}

function lowerSimple(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  const word = textOf(node);
  switch (node.type) {
    case 'integer':
      return literal(Number(word.replaceAll('_', '')), at);
    case 'float':
      return literal(Number.parseFloat(word.replaceAll('_', '')), at);
    case 'boolean':
      return literal(word.toLowerCase() === 'true', at);
    case 'null':
      return literal(null, at);
    case 'variable_name':
      return word === '$this' ? { kind: 'self', at } : nameOf(word.slice(1), at);
    case 'name':
      return nameOf(word, at);
    case 'qualified_name':
      return { kind: 'type', type: typeRef(fullName(lowering, word)), at };
    case 'relative_scope':
      return word === 'parent' ? { kind: 'super', at } : { kind: 'self', at };
    default:
      return undefined;
  }
}

function lowerCompound(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  switch (node.type) {
    case 'array_creation_expression':
      return lowerArray(lowering, node);
    case 'parenthesized_expression':
    case 'cast_expression':
    case 'clone_expression':
    case 'error_suppression_expression':
    case 'by_ref':
      return lowerInner(lowering, node);
    case 'anonymous_function':
    case 'arrow_function':
      return { kind: 'lambda', fn: lowerFunction(lowering, node), at: locate(node) };
    case 'object_creation_expression':
      return lowerNew(lowering, node);
    case 'match_expression':
      return lowerMatch(lowering, node);
    default:
      return lowerAccess(lowering, node) ?? lowerOperation(lowering, node);
  }
}

function lowerInner(lowering: Lowering, node: SyntaxNode): Expression {
  const inner = child(node, 'value') ?? node.children.at(-1);
  return inner ? lowering.expression(inner) : opaque(node);
}

/** What stands before `::`. */
function scopeOf(lowering: Lowering, node: SyntaxNode): Expression {
  if (node.type !== 'name') return lowering.expression(node);
  return { kind: 'type', type: typeRef(fullName(lowering, textOf(node))), at: locate(node) };
}

const memberName = (node: SyntaxNode): string => {
  const name = textOf(node).replace(/^\$/, '');
  return name === '__construct' ? 'constructor' : name;
};

/** `$object->method(...)` is the method itself. */
const isCallable = (args: SyntaxNode | undefined): boolean =>
  args?.children[0]?.type === 'variadic_placeholder';

function lowerAccess(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const access = lowerMember(lowering, node);
  return access?.kind === 'call' && isCallable(childOfType(node, 'arguments')) ? access.callee : access;
}

function lowerMember(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  const name = child(node, 'name');
  const args = childOfType(node, 'arguments');
  const of = child(node, 'object') ?? child(node, 'scope') ?? node.children[0];
  if (!of) return undefined;
  switch (node.type) {
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
      return name && memberOf(lowering.expression(of), memberName(name), at);
    case 'scoped_property_access_expression':
      return name && memberOf(scopeOf(lowering, of), memberName(name), at);
    case 'class_constant_access_expression':
      return constantOf(lowering, node, of);
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
      return (
        name &&
        callOf(memberOf(lowering.expression(of), memberName(name), at), lowerArguments(lowering, args), at)
      );
    case 'scoped_call_expression':
      return (
        name &&
        callOf(memberOf(scopeOf(lowering, of), memberName(name), at), lowerArguments(lowering, args), at)
      );
    case 'function_call_expression':
      return callOf(lowering.expression(child(node, 'function') ?? of), lowerArguments(lowering, args), at);
    case 'subscript_expression': {
      const key = node.children[1];
      return key && { kind: 'index', of: lowering.expression(of), key: lowering.expression(key), at };
    }
    default:
      return undefined;
  }
}

/** `A::B`, and `A::class`, which is the class itself. */
function constantOf(lowering: Lowering, node: SyntaxNode, of: SyntaxNode): Expression {
  const name = textOf(node.children[1] ?? node);
  const scope = scopeOf(lowering, of);
  return name === 'class' ? scope : memberOf(scope, name, locate(node));
}

function lowerNew(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const args = lowerArguments(lowering, childOfType(node, 'arguments'));
  const anonymous = node.children.find((each) => each.type === 'anonymous_class');
  if (anonymous) {
    const declaration = { ...lowerClass(lowering, anonymous, undefined), name: 'anonymous' };
    const made: Expression = { kind: 'construct', type: typeRef('anonymous'), args, fields: [], at };
    return {
      kind: 'block',
      body: [
        { kind: 'declare', declaration, at },
        { kind: 'expression', value: made, at },
      ],
      at,
    };
  }
  const [name] = node.children;
  if (name && /^(name|qualified_name|relative_scope)$/.test(name.type))
    return { kind: 'construct', type: typeRef(fullName(lowering, textOf(name))), args, fields: [], at };
  return opaque(node);
}

function lowerMatch(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const condition = child(node, 'condition');
  const of = condition ? lowering.expression(condition) : opaque(node);
  const arms = childrenIn(child(node, 'body'));
  return arms.reduceRight<Expression>(
    (otherwise, arm) => {
      const result = child(arm, 'return_expression');
      const then = result ? lowering.expression(result) : opaque(arm);
      const tests = childrenIn(child(arm, 'conditional_expressions'));
      if (tests.length === 0) return then;
      const test = tests
        .map(
          (each): Expression => ({
            kind: 'binary',
            operator: '==',
            left: of,
            right: lowering.expression(each),
            at,
          }),
        )
        .reduce((left, right): Expression => ({ kind: 'binary', operator: '||', left, right, at }));
      return { kind: 'conditional', test, then, otherwise, at };
    },
    literal(null, at),
  );
}

const OPERATORS: Record<string, string> = { '===': '==', '!==': '!=', '<>': '!=', and: '&&', or: '||' };

function lowerOperation(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  const word = textOf(child(node, 'operator') ?? node);
  switch (node.type) {
    case 'assignment_expression':
    case 'reference_assignment_expression':
      return left && right && lowerAssignment(lowering, { left, right, operator: '' }, at);
    case 'augmented_assignment_expression':
      return (
        left && right && lowerAssignment(lowering, { left, right, operator: word.replace(/=$/, '') }, at)
      );
    case 'binary_expression': {
      if (!left || !right) return undefined;
      const operator = OPERATORS[word] ?? word;
      return {
        kind: 'binary',
        operator,
        left: lowering.expression(left),
        right: lowering.expression(right),
        at,
      };
    }
    case 'unary_op_expression': {
      const inner = child(node, 'argument') ?? node.children.at(-1);
      if (!inner) return undefined;
      const of = lowering.expression(inner);
      if (word.startsWith('!')) return { kind: 'not', of, at };
      return of.kind === 'literal' && typeof of.value === 'number' && word.startsWith('-')
        ? literal(-of.value, at)
        : undefined;
    }
    case 'conditional_expression':
      return lowerConditional(lowering, node);
    default:
      return undefined;
  }
}

interface Assigning {
  left: SyntaxNode;
  right: SyntaxNode;
  operator: string;
}

/** `$list[] = x` is a list with one more; `??=` assigns where nothing is. */
function lowerAssignment(
  lowering: Lowering,
  { left, right, operator }: Assigning,
  at: Expression['at'],
): Expression {
  const value = lowering.expression(right);
  const of = left.children[0];
  if (left.type === 'subscript_expression' && left.children.length === 1 && of) {
    const item: Argument = { name: '', value, spread: false };
    return {
      kind: 'assign',
      target: lowering.expression(of),
      operator: '+',
      value: { kind: 'list', items: [item], at },
      at,
    };
  }
  return {
    kind: 'assign',
    target: lowering.expression(left),
    operator: operator === '??' ? '?' : operator,
    value,
    at,
  };
}

function lowerConditional(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  const [condition, body, alternative] = [
    child(node, 'condition'),
    child(node, 'body'),
    child(node, 'alternative'),
  ];
  if (!condition || !alternative) return undefined;
  const test = lowering.expression(condition);
  const otherwise = lowering.expression(alternative);
  if (!body) return { kind: 'binary', operator: '?:', left: test, right: otherwise, at };
  return { kind: 'conditional', test, then: lowering.expression(body), otherwise, at };
}
