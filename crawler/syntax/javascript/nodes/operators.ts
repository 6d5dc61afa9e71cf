import { choose, flagOf, guessedTruth, likeliest, mapChoice, truth, unset } from '../choice.ts';
import { MAX_SKETCH, MAX_TEXT, sketchOf, toText } from '../convert.ts';
import { evaluate, evaluateOptional } from '../evaluate.ts';
import { assignPattern } from '../pattern.ts';
import { type Evaluator, type Frame, runUncertain } from '../realm.ts';
import { STARTED } from '../settings.ts';
import { childrenOf, findField, type Syntax, textOf } from '../syntax.ts';
import { asString, type PrimitiveValue, primitive, UNDEFINED, unknown, type Value } from '../value.ts';
import { joinLogical, needsRight } from './logical.ts';

type Known = PrimitiveValue['value'];

/** Operators on numbers; a BigInt or text among them is converted as `Number` does. */
const ARITHMETIC = new Map<string, (a: number, b: number) => Known>([
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['%', (a, b) => a % b],
  ['**', (a, b) => a ** b],
  ['|', (a, b) => a | b],
  ['&', (a, b) => a & b],
  ['^', (a, b) => a ^ b],
  ['<<', (a, b) => a << b],
  ['>>', (a, b) => a >> b],
  ['>>>', (a, b) => a >>> b],
]);

/** Comparisons by the sign of the difference: below, equal, above. */
const COMPARISON = new Map<string, (sign: number) => boolean>([
  ['<', (sign) => sign < 0],
  ['>', (sign) => sign > 0],
  ['<=', (sign) => sign <= 0],
  ['>=', (sign) => sign >= 0],
]);

/** The sign of a difference: of texts by code unit, of everything else as numbers; NaN where they cannot be compared. */
function compareKnown(a: Known, b: Known): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  return Number(a) - Number(b);
}

function add(left: Value, right: Value, origin: Syntax): Value | undefined {
  const bothNumbers =
    left.kind === 'primitive' &&
    right.kind === 'primitive' &&
    typeof left.value !== 'string' &&
    typeof right.value !== 'string';
  if (bothNumbers) return primitive(Number(left.value) + Number(right.value));
  const a = toText(left);
  const b = toText(right);
  const isKnown = a !== undefined && b !== undefined && a.length + b.length <= MAX_TEXT;
  return isKnown ? primitive(a + b, origin) : undefined;
}

function isSame(left: Value, right: Value, loose: boolean): boolean | undefined {
  const comparable = left.kind !== 'unknown' && right.kind !== 'unknown';
  if (left.kind === 'primitive' && right.kind === 'primitive') {
    const nullish = loose && left.value == null && right.value == null;
    return nullish || left.value === right.value;
  }
  if (!comparable || left.kind === 'external' || right.kind === 'external') return undefined;
  return left === right;
}

function compute(operator: string, left: Value, right: Value, origin: Syntax): Value | undefined {
  if (operator === '+') return add(left, right, origin);
  const equality = /^([!=])==?$/.exec(operator);
  if (equality) {
    const same = isSame(left, right, operator.length === 2);
    return same === undefined ? undefined : primitive(same === (equality[1] === '='));
  }
  if (operator === 'in' && right.kind === 'object' && left.kind === 'primitive') {
    return right.open ? undefined : primitive(right.properties.has(String(left.value)));
  }
  if (operator === 'instanceof' && left.kind === 'schema')
    return unknown('class of a schema', null, primitive(true));
  if (left.kind !== 'primitive' || right.kind !== 'primitive') return undefined;
  const arithmetic = ARITHMETIC.get(operator);
  if (arithmetic) return primitive(arithmetic(Number(left.value), Number(right.value)));
  const compare = COMPARISON.get(operator);
  return compare && primitive(compare(compareKnown(left.value, right.value)));
}

const asksForMain = (value: Value) =>
  (value.kind === 'unknown' && value.reason === STARTED) ||
  (value.kind === 'external' && value.module === 'import.meta');

/** `import.meta.url === pathToFileURL(process.argv[1]).href`: the file is what is started. */
function guessMain(operator: string, left: Value, right: Value): Value | undefined {
  if (!asksForMain(left) && !asksForMain(right)) return undefined;
  return operator.startsWith('==') ? primitive(true) : undefined;
}

/** The result of an operator; with an unknown operand unknown, but with a guess where the operands have one. */
function applyBinary(operator: string, left: Value, right: Value, origin: Syntax): Value {
  if (left.kind === 'choice' && right.kind !== 'choice') {
    return mapChoice(left, (option) => applyBinary(operator, option, right, origin));
  }
  const known = compute(operator, left, right, origin);
  if (known) return known;
  const flag = flagOf(left) ?? flagOf(right);
  const guess =
    operator === '+'
      ? compute(operator, likeliest(left), likeliest(right), origin)
      : (guessMain(operator, left, right) ?? compute(operator, unset(left), unset(right), origin));
  const made = unknown('operator on unknown', flag, guess ?? null);
  return guess === undefined && operator === '+' && [left, right].some(isPartlyText)
    ? { ...made, sketch: `${sketchOf(left)}${sketchOf(right)}`.slice(0, MAX_SKETCH) }
    : made;
}

const isPartlyText = (value: Value) =>
  asString(likeliest(value)) !== undefined || (value.kind === 'unknown' && value.sketch !== undefined);

/** The operands of a chain such as `a + b + c`, first to last, so that a long chain needs no deep stack. */
function flattenChain(node: Syntax): {
  first: Syntax | undefined;
  links: { operator: string; node: Syntax }[];
} {
  const links: { operator: string; node: Syntax }[] = [];
  let each: Syntax | undefined = node;
  while (each?.type === 'binary_expression' && !LOGICAL.has(operatorOf(each))) {
    const right = findField(each, 'right');
    if (right) links.push({ operator: operatorOf(each), node: right });
    each = findField(each, 'left');
  }
  return { first: each, links: links.reverse() };
}

function operatorOf(node: Syntax): string {
  const operator = findField(node, 'operator');
  return operator ? textOf(operator) : '';
}

const LOGICAL = new Set(['&&', '||', '??']);

function evaluateLogical(operator: string, left: Value, right: Syntax | undefined, frame: Frame): Value {
  const needed = needsRight(operator, left);
  if (needed === false || !right) return left;
  if (needed) return evaluate(right, frame);
  const isDefault = guessedTruth(left) === (operator === '&&');
  const value = runUncertain(frame.realm, isDefault ? null : flagOf(left), () => evaluate(right, frame));
  return joinLogical(operator, left, value ?? UNDEFINED);
}

const binary: Evaluator = (node, frame) => {
  const operator = operatorOf(node);
  if (LOGICAL.has(operator)) {
    const left = evaluateOptional(findField(node, 'left'), frame);
    return evaluateLogical(operator, left, findField(node, 'right'), frame);
  }
  const { first, links } = flattenChain(node);
  let result = evaluateOptional(first, frame);
  for (const link of links) result = applyBinary(link.operator, result, evaluate(link.node, frame), node);
  return result;
};

const TYPE_NAMES = new Map<Value['kind'], string>([
  ['object', 'object'],
  ['array', 'object'],
  ['collection', 'object'],
  ['schema', 'object'],
  ['function', 'function'],
  ['class', 'function'],
  ['native', 'function'],
]);

function typeName(value: Value): string | undefined {
  if (value.kind === 'primitive') return value.value === null ? 'object' : typeof value.value;
  return TYPE_NAMES.get(value.kind);
}

function computeUnary(operator: string, value: Value): Value | undefined {
  if (operator === 'typeof') {
    const name = typeName(value);
    return name === undefined ? undefined : primitive(name);
  }
  if (operator === '!') {
    const is = truth(value);
    return is === undefined ? undefined : primitive(!is);
  }
  if (operator === 'void') return UNDEFINED;
  if (value.kind !== 'primitive' || typeof value.value === 'bigint') return undefined;
  if (operator === '-') return primitive(-Number(value.value));
  if (operator === '+') return primitive(Number(value.value));
  return operator === '~' ? primitive(~Number(value.value)) : undefined;
}

const unary: Evaluator = (node, frame) => {
  const operator = operatorOf(node);
  const argument = findField(node, 'argument');
  const value = evaluateOptional(argument, frame);
  if (operator === 'delete') return deleteMember(argument, frame);
  const known = computeUnary(operator, value);
  if (known) return known;
  const guess = computeUnary(operator, unset(value));
  return unknown('operator on unknown', flagOf(value), guess ?? null);
};

function deleteMember(argument: Syntax | undefined, frame: Frame): Value {
  const object = argument && findField(argument, 'object');
  const property = argument && findField(argument, 'property');
  const target = object ? evaluate(object, frame) : UNDEFINED;
  const certain = target.kind === 'object' && frame.realm.conditions.length <= target.level;
  if (certain && property) target.properties.delete(textOf(property));
  return primitive(true);
}

const ternary: Evaluator = (node, frame) => {
  const condition = evaluateOptional(findField(node, 'condition'), frame);
  const consequence = findField(node, 'consequence');
  const alternative = findField(node, 'alternative');
  const is = truth(condition);
  if (is !== undefined) return evaluateOptional(is ? consequence : alternative, frame);
  const flag = flagOf(condition);
  const guess = guessedTruth(condition);
  const branch = (side: Syntax | undefined, likely: boolean) =>
    runUncertain(frame.realm, likely ? null : flag, () => evaluateOptional(side, frame)) ?? UNDEFINED;
  const yes = branch(consequence, guess === true);
  const no = branch(alternative, guess !== true);
  return guess === true || no.kind === 'unknown' ? choose([yes, no], flag) : choose([no, yes], flag);
};

const assignment: Evaluator = (node, frame) => {
  const left = findField(node, 'left');
  const value = evaluateOptional(findField(node, 'right'), frame);
  if (left) assignPattern(left, value, frame);
  return value;
};

const augmented: Evaluator = (node, frame) => {
  const left = findField(node, 'left');
  const right = findField(node, 'right');
  if (!left || !right) return unknown('broken assignment');
  const operator = operatorOf(node).slice(0, -1);
  const before = evaluate(left, frame);
  const value = LOGICAL.has(operator)
    ? evaluateLogical(operator, before, right, frame)
    : applyBinary(operator, before, evaluate(right, frame), node);
  assignPattern(left, value, frame);
  return value;
};

const update: Evaluator = (node, frame) => {
  const argument = findField(node, 'argument');
  if (!argument) return unknown('broken update');
  const before = evaluate(argument, frame);
  const step = operatorOf(node) === '++' ? 1 : -1;
  const after = applyBinary('-', before, primitive(-step), node);
  assignPattern(argument, after, frame);
  return childrenOf(node)[0] === argument ? before : after;
};

export const operators: Record<string, Evaluator> = {
  binary_expression: binary,
  unary_expression: unary,
  ternary_expression: ternary,
  assignment_expression: assignment,
  augmented_assignment_expression: augmented,
  update_expression: update,
};
