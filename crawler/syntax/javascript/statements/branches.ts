import { choose, flagOf, guessedTruth, truth } from '../choice.ts';
import { evaluate, evaluateOptional, execute } from '../evaluate.ts';
import { type Completion, type Executor, type Frame, runUncertain } from '../realm.ts';
import { createScope } from '../scope.ts';
import { childrenOf, findField, type Syntax } from '../syntax.ts';
import type { Value } from '../value.ts';
import { executeAll } from './blocks.ts';

/** Runs a branch that may not be taken. What it returns is kept as one of the function's answers. */
function runBranch(
  node: Syntax | undefined,
  condition: Value,
  likely: boolean,
  frame: Frame,
): Completion | undefined {
  const body = node?.type === 'else_clause' ? childrenOf(node).find((child) => child.type !== 'else') : node;
  return body && runUncertain(frame.realm, flagOf(condition), () => runReturning(body, likely, frame));
}

function runReturning(body: Syntax, likely: boolean, frame: Frame): Completion | undefined {
  const end = execute(body, frame);
  if (end?.kind === 'return') keepReturn(end.value, likely, frame);
  return end;
}

function keepReturn(value: Value, likely: boolean, frame: Frame): void {
  const isNothing = value.kind === 'primitive' && value.value === undefined;
  if (!isNothing) frame.returns.push({ value, likely });
}

const ifStatement: Executor = (node, frame) => {
  const condition = evaluateOptional(findField(node, 'condition'), frame);
  const consequence = findField(node, 'consequence');
  const alternative = findField(node, 'alternative');
  const is = truth(condition);
  if (is !== undefined) {
    const taken = is ? consequence : alternative;
    const body =
      taken?.type === 'else_clause' ? childrenOf(taken).find((child) => child.type !== 'else') : taken;
    return body && execute(body, frame);
  }
  const guess = guessedTruth(condition);
  const first = runBranch(consequence, condition, guess === true, frame);
  const second = runBranch(alternative, condition, guess === false, frame);
  const bothReturn = first?.kind === 'return' && second?.kind === 'return';
  return bothReturn
    ? { kind: 'return', value: choose([second.value, first.value], flagOf(condition)) }
    : undefined;
};

function caseBody(node: Syntax): Syntax[] {
  return childrenOf(node).filter((child) => child.field === 'body');
}

/** With a known value the case that matches and those it falls into; otherwise every case may run. */
const switchStatement: Executor = (node, frame) => {
  const value = evaluateOptional(findField(node, 'value'), frame);
  const body = findField(node, 'body');
  const cases = body ? childrenOf(body) : [];
  const inner = { ...frame, scope: createScope(frame.scope) };
  if (value.kind !== 'primitive') return runEveryCase(cases, value, inner);
  const labels = cases.map((each) => evaluateOptional(findField(each, 'value'), inner));
  const match = labels.findIndex(
    (label, index) =>
      cases[index]?.type === 'switch_case' && label.kind === 'primitive' && label.value === value.value,
  );
  const start = match >= 0 ? match : cases.findIndex((each) => each.type === 'switch_default');
  const end = start < 0 ? undefined : executeAll(cases.slice(start).flatMap(caseBody), inner);
  return end?.kind === 'break' && end.label === null ? undefined : end;
};

function runEveryCase(cases: readonly Syntax[], value: Value, frame: Frame): undefined {
  for (const each of cases) {
    const label = findField(each, 'value');
    if (label) evaluate(label, frame);
    runUncertain(frame.realm, flagOf(value), () => {
      const end = executeAll(caseBody(each), frame);
      if (end?.kind === 'return') keepReturn(end.value, each.type === 'switch_default', frame);
    });
  }
}

export const branches: Record<string, Executor> = {
  if_statement: ifStatement,
  switch_statement: switchStatement,
};
