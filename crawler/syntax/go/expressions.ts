import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import { locate, opaque, positional } from '../program/build.ts';
import type { Argument, Expression, FunctionNode, TypeRef } from '../program/ir.ts';
import { lowerComposite } from './composite.ts';
import { lowerLiteral } from './literals.ts';
import { builtinCall, partsOf } from './nodes.ts';
import { lowerBody } from './statements.ts';
import { isType, lowerParameters, lowerType, named, typeArguments } from './types.ts';

/** An expression. `iota` is the line of the constant it stands in. */
export function lowerExpression(node: SyntaxNode, iota = 0): Expression {
  const literal = lowerLiteral(node, iota);
  if (literal) return literal;
  const at = locate(node);
  switch (node.type) {
    case 'identifier':
    case 'field_identifier':
    case 'package_identifier':
      return { kind: 'name', name: textOf(node), at };
    case 'selector_expression':
      return {
        kind: 'member',
        of: part(node, 'operand', iota),
        name: textOf(child(node, 'field') ?? node),
        at,
      };
    case 'parenthesized_expression':
    case 'literal_element':
    case 'expression_list':
      return first(node, iota);
    case 'binary_expression':
      return lowerBinary(node, iota);
    case 'unary_expression':
      return lowerUnary(node, iota);
    case 'call_expression':
      return lowerCall(node, iota);
    default:
      return lowerRare(node, iota);
  }
}

function lowerRare(node: SyntaxNode, iota: number): Expression {
  const at = locate(node);
  switch (node.type) {
    case 'composite_literal':
      return lowerComposite(node);
    case 'func_literal':
      return { kind: 'lambda', fn: lowerFunction(node, ''), at };
    case 'index_expression':
      return { kind: 'index', of: part(node, 'operand', iota), key: part(node, 'index', iota), at };
    case 'slice_expression': {
      const end = child(node, 'end');
      const bounds = [child(node, 'start'), end].map((each) =>
        each ? lowerExpression(each) : ({ kind: 'literal', value: null, at } as const),
      );
      return builtinCall('$slice', [part(node, 'operand', iota), ...bounds], node);
    }
    case 'type_assertion_expression':
      return part(node, 'operand', iota);
    case 'type_conversion_expression':
      return lowerConversion(node, iota);
    case 'type_instantiation_expression': {
      const type = child(node, 'type');
      return type ? typeAsValue(type) : opaque(node);
    }
    default:
      return isType(node) ? typeAsValue(node) : opaque(node);
  }
}

function part(node: SyntaxNode, label: string, iota: number): Expression {
  const found = child(node, label);
  return found ? lowerExpression(found, iota) : opaque(node);
}

function first(node: SyntaxNode, iota: number): Expression {
  const [inner] = partsOf(node);
  return inner ? lowerExpression(inner, iota) : opaque(node);
}

/** A type where a value may stand: it may be the name of a function or a variable. */
function typeAsValue(node: SyntaxNode): Expression {
  const at = locate(node);
  const text = textOf(node);
  if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true', at };
  if (node.type === 'type_identifier') return { kind: 'name', name: text, at };
  if (node.type === 'qualified_type') {
    const [of = '', name = ''] = text.split('.');
    return { kind: 'member', of: { kind: 'name', name: of, at }, name, at };
  }
  return { kind: 'type', type: lowerType(node), at };
}

/** What errors are called; a program that reads its source without a fault never meets one. */
const ERROR = /^(e|err|error)\d*$|Err$|^err[A-Z]/;

function lowerBinary(node: SyntaxNode, iota: number): Expression {
  const at = locate(node);
  const left = child(node, 'left');
  const right = child(node, 'right');
  if (!left || !right) return opaque(node);
  const operator = textOf(child(node, 'operator') ?? node);
  if (right.type === 'nil' && ERROR.test(textOf(left)))
    return { kind: 'literal', value: operator === '==', at };
  if (right.type === 'nil' && (operator === '==' || operator === '!=')) {
    const isNil = builtinCall('$isNil', [lowerExpression(left, iota)], node);
    return operator === '==' ? isNil : { kind: 'not', of: isNil, at };
  }
  return {
    kind: 'binary',
    operator,
    left: lowerExpression(left, iota),
    right: lowerExpression(right, iota),
    at,
  };
}

function lowerUnary(node: SyntaxNode, iota: number): Expression {
  const at = locate(node);
  const operand = part(node, 'operand', iota);
  switch (textOf(child(node, 'operator') ?? node)) {
    case '!':
      return { kind: 'not', of: operand, at };
    case '&':
    case '*':
    case '+':
      return operand;
    case '-':
      return operand.kind === 'literal' && typeof operand.value === 'number'
        ? { ...operand, value: -operand.value }
        : { kind: 'binary', operator: '-', left: { kind: 'literal', value: 0, at }, right: operand, at };
    default:
      return opaque(node);
  }
}

/** `T(x)` for a type that is no name; `F[T](x)` looks the same and is a call. */
function lowerConversion(node: SyntaxNode, iota: number): Expression {
  const type = child(node, 'type');
  const value = part(node, 'operand', iota);
  const callee = type?.type === 'generic_type' ? child(type, 'type') : undefined;
  if (!type || !callee) return value;
  const typeArgs = typeArguments(childOfType(type, 'type_arguments'));
  return {
    kind: 'call',
    callee: typeAsValue(callee),
    args: [positional(value)],
    typeArgs,
    at: locate(node),
  };
}

function lowerCall(node: SyntaxNode, iota: number): Expression {
  const at = locate(node);
  const callee = child(node, 'function');
  const list = child(node, 'arguments');
  if (!callee || !list) return opaque(node);
  const name = textOf(callee);
  const [only] = partsOf(list);
  if (name === 'make' && only) return { kind: 'construct', type: lowerType(only), args: [], fields: [], at };
  if (name === 'new' && only) return lowerNew(only, node);
  const args = partsOf(list).map((each) => lowerArgument(each, iota));
  const generic = genericCallee(callee);
  if (generic)
    return { kind: 'call', callee: lowerExpression(generic.of), args, typeArgs: generic.types, at };
  const types = typeArguments(child(node, 'type_arguments'));
  return { kind: 'call', callee: lowerExpression(callee, iota), args, typeArgs: types, at };
}

/** `new(T)`, and since Go 1.26 `new(value)`, which reads the same to the grammar. */
function lowerNew(of: SyntaxNode, node: SyntaxNode): Expression {
  if (!isType(of) || /^(true|false)$/.test(textOf(of)))
    return isType(of) ? typeAsValue(of) : lowerExpression(of);
  return { kind: 'construct', type: lowerType(of), args: [], fields: [], at: locate(node) };
}

/** `F[T](x, y)` is read as an index by the grammar. Types are exported, builtin, or more than a name. */
function genericCallee(callee: SyntaxNode): { of: SyntaxNode; types: TypeRef[] } | undefined {
  if (callee.type !== 'index_expression') return undefined;
  const of = child(callee, 'operand');
  const index = child(callee, 'index');
  if (!of || !index) return undefined;
  const isName = index.type === 'identifier' || index.type === 'selector_expression';
  const last = textOf(index).split('.').at(-1) ?? '';
  const looksLikeType = isType(index) || (isName && (/^[A-Z]/.test(last) || BUILTIN_TYPES.has(last)));
  if (
    !looksLikeType &&
    !(isName && of.type !== 'selector_expression' && /(Args|Params|Input|Request)$/.test(last))
  )
    return undefined;
  return { of, types: [isType(index) ? lowerType(index) : named(textOf(index))] };
}

const BUILTIN_TYPES: ReadonlySet<string> = new Set([
  'string',
  'bool',
  'int',
  'int64',
  'float64',
  'any',
  'byte',
]);

function lowerArgument(node: SyntaxNode, iota: number): Argument {
  if (node.type === 'variadic_argument') return { ...positional(first(node, iota)), spread: true };
  return positional(handedOut(node, lowerExpression(node, iota)));
}

/** `&x` in a call: whoever has the address may set `x`. */
function handedOut(node: SyntaxNode, value: Expression): Expression {
  const isAddress = node.type === 'unary_expression' && textOf(child(node, 'operator') ?? node) === '&';
  if (!isAddress || (value.kind !== 'name' && value.kind !== 'member')) return value;
  return {
    kind: 'assign',
    target: value,
    operator: '&',
    value: { kind: 'opaque', text: value.name, at: value.at },
    at: value.at,
  };
}

/** A function of any kind: declared, method, literal. */
export function lowerFunction(node: SyntaxNode, name: string): FunctionNode {
  const parameters = child(node, 'parameters');
  const result = child(node, 'result');
  const results = result?.type === 'parameter_list' ? lowerParameters(result) : [];
  const body = child(node, 'body');
  return {
    kind: 'function',
    name,
    receiver: null,
    parameters: parameters ? lowerParameters(parameters) : [],
    typeParameters: [],
    returns: results[0]?.type ?? (result && isType(result) ? lowerType(result) : null),
    body: body ? lowerBody(body, results) : [],
    yieldsLast: false,
    getter: false,
    modifiers: [],
    attributes: [],
    doc: '',
    at: locate(node),
  };
}
