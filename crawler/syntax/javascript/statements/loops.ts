import { alternatives, flagOf, likeliest, truth } from '../choice.ts';
import { evaluate, evaluateOptional, execute } from '../evaluate.ts';
import { listElements } from '../nodes/objects.ts';
import { assignPattern, bindPattern } from '../pattern.ts';
import { type Completion, type Executor, type Frame, runUncertain } from '../realm.ts';
import { createScope } from '../scope.ts';
import { childrenOf, findField, type Syntax, textOf } from '../syntax.ts';
import { primitive, unknown, type Value } from '../value.ts';

/** More rounds than any list of tools has; the budget of steps ends long ones sooner. */
const MAX_ROUNDS = 20_000;
/** Rounds of a loop that counts nothing: what would end it may be what is not known, such as the answer of a queue. */
const MAX_UNCOUNTED_ROUNDS = 200;
/** Rounds of a loop that only ends from inside. */
const MAX_ENDLESS_ROUNDS = 40;

/** What a round means for the loop: go on, stop, or end the function. */
function afterRound(end: Completion | undefined): 'next' | 'stop' | Completion {
  if (!end || (end.kind === 'continue' && end.label === null)) return 'next';
  return end.kind === 'break' && end.label === null ? 'stop' : end;
}

function keys(value: Value): readonly Value[] | undefined {
  if (value.kind === 'object') return [...value.properties.keys()].map((key) => primitive(key));
  if (value.kind === 'array') return value.elements.map((_element, index) => primitive(String(index)));
  return value.kind === 'primitive' ? [] : undefined;
}

function giveElement(node: Syntax, element: Value, frame: Frame): void {
  const left = findField(node, 'left');
  if (!left) return;
  const kind = findField(node, 'kind');
  if (!kind) assignPattern(left, element, frame);
  else bindPattern(left, element, textOf(kind) === 'var' ? { ...frame, scope: frame.functionScope } : frame);
}

function runRound(node: Syntax, element: Value, frame: Frame): Completion | undefined {
  const inner = { ...frame, scope: createScope(frame.scope) };
  const body = findField(node, 'body');
  if (element.kind !== 'choice') {
    const guarded = frame.realm.guards.length;
    giveElement(node, element, inner);
    const end = body && execute(body, inner);
    frame.realm.guards.length = guarded;
    return end;
  }
  for (const option of alternatives(element)) {
    runUncertain(frame.realm, option.flag, () => runRound(node, option.value, frame));
  }
  return undefined;
}

/** `for … of` and `for … in`: every known element, and once with an unknown one where there may be more. */
const forIn: Executor = (node, frame) => {
  const right = findField(node, 'right');
  const operator = findField(node, 'operator');
  if (!right) return undefined;
  const value = evaluate(right, frame);
  const isIn = operator !== undefined && textOf(operator) === 'in';
  const options = alternatives(value).map((option) =>
    isIn ? keys(likeliest(option.value)) : listElements(likeliest(option.value)),
  );
  const known = options.flatMap((elements) => elements ?? []);
  for (const element of known.slice(0, MAX_ROUNDS)) {
    const after = afterRound(runRound(node, element, frame));
    if (after === 'stop') return undefined;
    if (after !== 'next') return after;
  }
  const more =
    options.some((elements) => elements === undefined) ||
    value.kind === 'unknown' ||
    (value.kind === 'array' && value.partial);
  if (more)
    runUncertain(frame.realm, flagOf(value), () => runRound(node, unknown('element of unknown'), frame));
  return undefined;
};

/** `for`, `while` and `do`: as long as the condition is known to hold; one uncertain round when it is not known. */
function runLoop(node: Syntax, frame: Frame, bodyFirst: boolean): Completion | undefined {
  const condition = findField(node, 'condition');
  const body = findField(node, 'body');
  const increment = findField(node, 'increment');
  const counted = increment ? MAX_ROUNDS : MAX_UNCOUNTED_ROUNDS;
  const rounds = isEndless(condition) ? MAX_ENDLESS_ROUNDS : counted;
  for (let round = 0; round < rounds && frame.realm.steps > 0; round++) {
    const holds = holdsNow(condition, bodyFirst && round === 0, frame);
    if (holds === false || !body) return undefined;
    if (holds === undefined) {
      runUncertain(frame.realm, null, () => execute(body, frame));
      return undefined;
    }
    const after = afterRound(execute(body, frame));
    if (after === 'stop') return undefined;
    if (after !== 'next') return after;
    if (increment) evaluate(increment, frame);
  }
  return undefined;
}

const isEndless = (condition: Syntax | undefined) =>
  condition === undefined || /^[\s(]*(true|1|!0)?[\s);]*$/.test(textOf(condition));

function holdsNow(condition: Syntax | undefined, always: boolean, frame: Frame): boolean | undefined {
  if (always || !condition || condition.type === 'empty_statement') return true;
  const [expression] = condition.type === 'expression_statement' ? childrenOf(condition) : [condition];
  return truth(evaluateOptional(expression, frame));
}

const forStatement: Executor = (node, frame) => {
  const inner = { ...frame, scope: createScope(frame.scope) };
  const initializer = findField(node, 'initializer');
  if (initializer) execute(initializer, inner);
  return runLoop(node, inner, false);
};

export const loops: Record<string, Executor> = {
  for_in_statement: forIn,
  for_statement: forStatement,
  while_statement: (node, frame) => runLoop(node, frame, false),
  do_statement: (node, frame) => runLoop(node, frame, true),
};
