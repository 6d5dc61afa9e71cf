import { child, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import type { Evaluate } from './displays.ts';
import type { Machine } from './machine.ts';
import { external } from './machine.ts';
import { joinPath } from './paths.ts';
import { joinText, percentText } from './text.ts';
import {
  asText,
  dict,
  isKind,
  keyOf,
  lift,
  list,
  MAX_ITEMS,
  type Scope,
  setItem,
  truthOf,
  UNKNOWN,
  type Unknown,
  type Value,
} from './value.ts';

const ARITHMETIC: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['//', (a, b) => Math.floor(a / b)],
  ['%', (a, b) => a % b],
  ['**', (a, b) => a ** b],
  ['<<', (a, b) => a * 2 ** b],
]);

const MAX_REPEAT = 10_000;

const isType = (value: Value) =>
  value === null || isKind(value, 'external') || isKind(value, 'class') || isKind(value, 'applied');

function union(left: Value, right: Value): Value {
  const arms = (value: Value) =>
    isKind(value, 'applied') && isKind(value.origin, 'external') && value.origin.path === 'typing.Union'
      ? value.arguments
      : [value];
  return { kind: 'applied', origin: external('typing.Union'), arguments: [...arms(left), ...arms(right)] };
}

function addLists(operator: string, left: Value, right: Value): Value | undefined {
  const a = isKind(left, 'list') ? left : undefined;
  const b = isKind(right, 'list') ? right : undefined;
  if (a === undefined && b === undefined) return undefined;
  const form = (a ?? b)?.form ?? 'list';
  if (operator === '-' && a !== undefined && b !== undefined) {
    const gone = new Set(b.items.map(keyOf));
    return list(
      a.items.filter((item) => !gone.has(keyOf(item))),
      form,
      a.open,
    );
  }
  if (operator !== '+' && operator !== '|') return undefined;
  const items = [...(a?.items ?? []), ...(b?.items ?? [])];
  const isWhole = a?.open === false && b?.open === false && items.length <= MAX_ITEMS;
  return list(items.slice(0, MAX_ITEMS), form, !isWhole);
}

function mergeDicts(left: Value, right: Value): Value | undefined {
  if (!isKind(left, 'dict') || !isKind(right, 'dict')) return undefined;
  const merged = dict();
  for (const { key, value } of [...left.entries.values(), ...right.entries.values()])
    setItem(merged, key, value);
  merged.open = left.open || right.open;
  return merged;
}

/** `left operator right`, of two values. */
export function operate(operator: string, left: Value, right: Value): Value {
  const arithmetic = ARITHMETIC.get(operator);
  if (typeof left === 'number' && typeof right === 'number' && arithmetic !== undefined)
    return arithmetic(left, right);
  if (typeof left === 'string' && operator === '%') return percentText(left, right);
  if (typeof left === 'string' && typeof right === 'number' && operator === '*') {
    return left.length * right < MAX_REPEAT ? left.repeat(Math.max(0, right)) : UNKNOWN;
  }
  const path = operator === '/' ? joinPath(left, right) : undefined;
  if (path !== undefined) return path;
  if (operator === '+' && asText(left) !== undefined && asText(right) !== undefined)
    return joinText([left, right]);
  const combined =
    addLists(operator, left, right) ?? (operator === '|' ? mergeDicts(left, right) : undefined);
  if (combined !== undefined) return combined;
  if (operator === '|' && isType(left) && isType(right)) return union(left, right);
  if (isKind(left, 'unknown')) return { ...left };
  return isKind(right, 'unknown') ? { ...right } : UNKNOWN;
}

function binary(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const [left, right, operator] = ['left', 'right', 'operator'].map((label) => child(node, label));
  if (left === undefined || right === undefined || operator === undefined) return UNKNOWN;
  return operate(textOf(operator), machine.evaluate(left, scope), machine.evaluate(right, scope));
}

function boolean(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const [left, right, operator] = ['left', 'right', 'operator'].map((label) => child(node, label));
  if (left === undefined || right === undefined || operator === undefined) return UNKNOWN;
  const first = machine.evaluate(left, scope);
  const settles = textOf(operator) === 'or';
  const truth = truthOf(first);
  if (truth === settles) return first;
  const second = machine.evaluate(right, scope);
  if (truth !== undefined) return second;
  return settles ? orElse(first, second) : both(first, second);
}

/** `unknown or x`: x is what it falls back to, unless it has a fallback of its own. */
function orElse(first: Value, second: Value): Value {
  if (!isKind(first, 'unknown')) return UNKNOWN;
  const fallback = first.fallback !== undefined && truthOf(first.fallback) === true ? first.fallback : second;
  if (isKind(fallback, 'unknown')) return { ...fallback, ...(first.flag && { flag: first.flag }) };
  return { ...first, fallback };
}

function both(first: Value, second: Value): Value {
  if (truthOf(second) === false) return second;
  if (!isKind(first, 'unknown')) return UNKNOWN;
  if (first.flag !== undefined || !isKind(second, 'unknown')) return { ...first };
  return second;
}

function not(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const argument = child(node, 'argument');
  const value = argument === undefined ? UNKNOWN : machine.evaluate(argument, scope);
  return negate(value);
}

function negate(value: Value): Value {
  const truth = truthOf(value);
  if (truth !== undefined) return !truth;
  return isKind(value, 'unknown') ? lift(value, negate) : UNKNOWN;
}

function contains(container: Value, item: Value): boolean | undefined {
  if (typeof container === 'string') return typeof item === 'string' ? container.includes(item) : undefined;
  if (isKind(container, 'dict'))
    return container.entries.has(keyOf(item)) || (container.open ? undefined : false);
  if (!isKind(container, 'list')) return undefined;
  return container.items.some((each) => keyOf(each) === keyOf(item)) || (container.open ? undefined : false);
}

const ORDER: ReadonlyMap<string, (a: number, b: number) => boolean> = new Map([
  ['<', (a, b) => a < b],
  ['<=', (a, b) => a <= b],
  ['>', (a, b) => a > b],
  ['>=', (a, b) => a >= b],
]);

function compareKnown(operator: string, left: Value, right: Value): boolean | undefined {
  const order = ORDER.get(operator);
  if (order !== undefined)
    return typeof left === 'number' && typeof right === 'number' ? order(left, right) : undefined;
  if (operator === 'in') return contains(right, left);
  if (operator === 'not in') return invert(contains(right, left));
  if (isKind(left, 'template') || isKind(right, 'template')) return undefined;
  const equal = keyOf(left) === keyOf(right);
  return operator === '==' || operator === 'is' ? equal : !equal;
}

const invert = (truth: boolean | undefined) => (truth === undefined ? undefined : !truth);

function compare(operator: string, left: Value, right: Value): Value {
  const doubtful: Unknown | undefined = isKind(left, 'unknown')
    ? left
    : isKind(right, 'unknown')
      ? right
      : undefined;
  if (doubtful === undefined) {
    const known = compareKnown(operator, left, right);
    return known === undefined ? UNKNOWN : known;
  }
  if (isKind(left, 'unknown') && isKind(right, 'unknown')) return lift({ ...left, ...right }, () => UNKNOWN);
  return lift(doubtful, (fallback) =>
    doubtful === left ? compare(operator, fallback, right) : compare(operator, left, fallback),
  );
}

function comparison(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const operators = childrenOf(node, 'operators').map((each) => textOf(each).replace(/\s+/g, ' '));
  const values = node.children
    .filter((each) => each.label !== 'operators')
    .map((each) => machine.evaluate(each, scope));
  const results = operators.map((operator, index) =>
    compare(operator, values[index] ?? null, values[index + 1] ?? null),
  );
  return results.find((result) => truthOf(result) !== true) ?? true;
}

function conditional(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const [yes, test, no] = node.children;
  if (yes === undefined || test === undefined || no === undefined) return UNKNOWN;
  const decision = machine.evaluate(test, scope);
  const truth = truthOf(decision);
  if (truth !== undefined) return machine.evaluate(truth ? yes : no, scope);
  return chooseBranch(decision, machine.evaluate(yes, scope), machine.evaluate(no, scope));
}

/** Of what both sides of an undecided test give: the side that is taken when nobody sets the flag. */
export function chooseBranch(decision: Value, yes: Value, no: Value): Value {
  const usual = usualTruth(decision);
  const chosen = usual === false ? no : yes;
  const other = usual === false ? yes : no;
  const vague = isKind(chosen, 'unknown') && chosen.fallback === undefined;
  const picked = vague || (usual === undefined && chosen === null) ? other : chosen;
  const flag = isKind(decision, 'unknown') ? decision.flag : undefined;
  if (typeof picked !== 'boolean' && picked !== null) return picked;
  return { kind: 'unknown', fallback: picked, ...(flag !== undefined && { flag }) };
}

/** The side of a test that is taken when nobody sets the flag it asks for; undefined where that is not known either. */
export function usualTruth(decision: Value): boolean | undefined {
  return isKind(decision, 'unknown') && decision.fallback !== undefined
    ? truthOf(decision.fallback)
    : undefined;
}

function unary(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const argument = child(node, 'argument');
  const value = argument === undefined ? UNKNOWN : machine.evaluate(argument, scope);
  if (typeof value !== 'number') return UNKNOWN;
  const operator = textOf(node).at(0);
  return operator === '-' ? -value : operator === '~' ? ~value : value;
}

export const OPERATORS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['binary_operator', binary],
  ['boolean_operator', boolean],
  ['not_operator', not],
  ['comparison_operator', comparison],
  ['conditional_expression', conditional],
  ['unary_operator', unary],
]);
