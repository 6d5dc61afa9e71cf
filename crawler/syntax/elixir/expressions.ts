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
} from '../program/build.ts';
import type { Argument, Expression, Statement } from '../program/ir.ts';
import { callName, doBlock, givenTo, keyOf, keywordsOf, valueOfKeyword } from './calls.ts';
import type { Lowering } from './lower.ts';
import { fullName, lowerParameter } from './modules.ts';
import { lowerText } from './text.ts';

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
      return literal(word === 'true', at);
    case 'nil':
      return literal(null, at);
    case 'alias':
      return nameOf(fullName(lowering, word), at);
    case 'identifier':
      return nameOf(word === '__MODULE__' ? lowering.module : word, at);
    default:
      return undefined;
  }
}

function lowerCompound(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  switch (node.type) {
    case 'call':
      return lowerCall(lowering, node, []);
    case 'list':
      return lowerList(lowering, node);
    case 'tuple':
    case 'bitstring':
      return { kind: 'list', items: node.children.flatMap((each) => itemsOf(lowering, each)), at };
    case 'map':
      return lowerMap(lowering, node);
    case 'keywords':
      return pairsOf(lowering, node.children, node);
    case 'block':
      return { kind: 'block', body: lowering.statements(node.children), at };
    case 'unary_operator':
      return lowerUnary(lowering, node);
    case 'binary_operator':
      return lowerBinary(lowering, node);
    case 'anonymous_function':
      return lowerFunction(lowering, node);
    case 'dot':
      return lowerDot(lowering, node);
    case 'access_call': {
      const [of, key] = [child(node, 'target'), child(node, 'key')];
      return of && key && { kind: 'index', of: lowering.expression(of), key: lowering.expression(key), at };
    }
    default:
      return undefined;
  }
}

const itemsOf = (lowering: Lowering, node: SyntaxNode): Argument[] => [positional(lowering.expression(node))];

/** `[a: 1]` is read as a dictionary, every other list as a list. */
function lowerList(lowering: Lowering, node: SyntaxNode): Expression {
  const [only] = node.children;
  if (only?.type === 'keywords' && node.children.length === 1) return pairsOf(lowering, only.children, node);
  return { kind: 'list', items: node.children.flatMap((each) => itemsOf(lowering, each)), at: locate(node) };
}

const pairsOf = (lowering: Lowering, pairs: readonly SyntaxNode[], node: SyntaxNode): Expression => ({
  kind: 'map',
  entries: pairs.flatMap((pair) => {
    const value = child(pair, 'value');
    return value ? [{ key: literal(keyOf(pair), locate(pair)), value: lowering.expression(value) }] : [];
  }),
  at: locate(node),
});

/** `%{a: 1, "b" => 2}`; a struct is its fields. */
function lowerMap(lowering: Lowering, node: SyntaxNode): Expression {
  const content = childrenIn(childOfType(node, 'map_content'));
  const entries = content.flatMap((each) => {
    if (each.type === 'keywords') {
      const whole = pairsOf(lowering, each.children, each);
      return whole.kind === 'map' ? whole.entries : [];
    }
    const [key, value] = [child(each, 'left'), child(each, 'right')];
    return key && value ? [{ key: lowering.expression(key), value: lowering.expression(value) }] : [];
  });
  return { kind: 'map', entries, at: locate(node) };
}

/** `@name` reads a constant of the module, `not` and `!` negate. */
function lowerUnary(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const [operator, operand] = [child(node, 'operator'), child(node, 'operand')];
  if (!operator || !operand) return opaque(node);
  const word = textOf(operator);
  if (word === '@' && operand.type === 'identifier') return nameOf(`@${textOf(operand)}`, at);
  if (word === '!' || word === 'not') return { kind: 'not', of: lowering.expression(operand), at };
  if (word === '&') return lowerCapture(lowering, node, operand);
  const of = lowering.expression(operand);
  return word === '-' && of.kind === 'literal' && typeof of.value === 'number'
    ? literal(-of.value, at)
    : opaque(node);
}

/** `&Mod.fun/1` is the function, `&f(&1, x)` one of its own. */
function lowerCapture(lowering: Lowering, node: SyntaxNode, operand: SyntaxNode): Expression {
  const at = locate(node);
  const arity = operand.type === 'binary_operator' ? child(operand, 'left') : undefined;
  if (arity) return lowerReference(lowering, arity);
  const body: Statement[] = [{ kind: 'expression', value: lowering.expression(operand), at }];
  const parameters = ['&1', '&2', '&3'].map((name) => ({
    name,
    type: null,
    initial: null,
    variadic: false,
    attributes: [],
    modifiers: [],
  }));
  return { kind: 'lambda', fn: functionOf(at, { parameters, body, yieldsLast: true }), at };
}

function lowerReference(lowering: Lowering, node: SyntaxNode): Expression {
  const target = node.type === 'call' ? child(node, 'target') : undefined;
  return lowering.expression(target ?? node);
}

const OPERATORS: Record<string, string> = { and: '&&', or: '||', '===': '==', '!==': '!=' };

function lowerBinary(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const [left, operator, right] = [child(node, 'left'), child(node, 'operator'), child(node, 'right')];
  if (!left || !operator || !right) return opaque(node);
  const word = textOf(operator);
  if (word === '|>') return right.type === 'call' ? lowerCall(lowering, right, [left]) : opaque(node);
  if (word === '=')
    return {
      kind: 'assign',
      target: lowering.expression(left),
      operator: '',
      value: lowering.expression(right),
      at,
    };
  return {
    kind: 'binary',
    operator: OPERATORS[word] ?? word,
    left: lowering.expression(left),
    right: lowering.expression(right),
    at,
  };
}

function lowerDot(lowering: Lowering, node: SyntaxNode): Expression {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (!left || !right) return opaque(node);
  return memberOf(lowering.expression(left), textOf(right), locate(node));
}

function lowerFunction(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const clause = childOfType(node, 'stab_clause');
  const [left, right] = clause ? [child(clause, 'left'), child(clause, 'right')] : [];
  const fn = functionOf(at, {
    parameters: childrenIn(left).map((each) => lowerParameter(lowering, each)),
    body: lowering.statements(right?.type === 'body' ? right.children : right ? [right] : []),
    yieldsLast: true,
  });
  return { kind: 'lambda', fn, at };
}

/** A call; what is piped into it stands before its own arguments, a `do` block after them. */
function lowerCall(lowering: Lowering, node: SyntaxNode, piped: readonly SyntaxNode[]): Expression {
  const name = callName(node);
  if (name === 'if' || name === 'unless') return lowerIf(lowering, node, name);
  if (name === 'for') return lowerFor(lowering, node);
  const at = locate(node);
  const named = keywordsOf(node).map((pair): Argument => {
    const value = child(pair, 'value');
    return {
      name: keyOf(pair),
      value: value ? lowering.expression(value) : literal(null, at),
      spread: false,
    };
  });
  const args = [...piped, ...givenTo(node)].map((each) => positional(lowering.expression(each)));
  const block = doBlock(node);
  const body = block ? [{ name: '&', value: lowerBlock(lowering, block), spread: false }] : [];
  const target = child(node, 'target');
  return callOf(target ? lowering.expression(target) : opaque(node), [...args, ...named, ...body], at);
}

const lowerBlock = (lowering: Lowering, node: SyntaxNode): Expression => ({
  kind: 'lambda',
  fn: functionOf(locate(node), {
    body: lowering.statements(node.children.filter((each) => !/_block$/.test(each.type))),
    yieldsLast: true,
  }),
  at: locate(node),
});

function lowerIf(lowering: Lowering, node: SyntaxNode, name: string): Expression {
  const at = locate(node);
  const [test] = givenTo(node);
  const pairs = keywordsOf(node);
  const block = doBlock(node);
  const side = (word: 'do' | 'else'): Expression => {
    const inline = valueOfKeyword(pairs, word);
    if (inline) return lowering.expression(inline);
    const nodes =
      word === 'do'
        ? block?.children.filter((each) => !/_block$/.test(each.type))
        : block && childOfType(block, 'else_block')?.children;
    return nodes ? { kind: 'block', body: lowering.statements(nodes), at } : literal(null, at);
  };
  if (!test) return opaque(node);
  const condition = lowering.expression(test);
  return {
    kind: 'conditional',
    test: name === 'unless' ? { kind: 'not', of: condition, at } : condition,
    then: side('do'),
    otherwise: side('else'),
    at,
  };
}

/** `for x <- xs, do: f(x)` is `Enum.map`. */
function lowerFor(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const [generator] = givenTo(node);
  const [left, right] = generator ? [child(generator, 'left'), child(generator, 'right')] : [];
  const inline = valueOfKeyword(keywordsOf(node), 'do');
  const body = inline ? [inline] : childrenIn(doBlock(node));
  if (!left || !right) return opaque(node);
  const each = functionOf(at, {
    parameters: [lowerParameter(lowering, left)],
    body: lowering.statements(body),
    yieldsLast: true,
  });
  const map = memberOf(nameOf('Enum', at), 'map', at);
  return callOf(
    map,
    [positional(lowering.expression(right)), positional({ kind: 'lambda', fn: each, at })],
    at,
  );
}
