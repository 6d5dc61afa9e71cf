import { choose, flagOf, guessedTruth, truth } from '../choice.ts';
import { evaluateOptional, execute } from '../evaluate.ts';
import { type Completion, type Executor, type Frame, runUncertain } from '../realm.ts';
import { createScope } from '../scope.ts';
import { childrenOf, findField, type Syntax, textOf } from '../syntax.ts';
import { asString, type Value } from '../value.ts';
import { executeAll } from './blocks.ts';

/** A side of a condition that is not decided: what to run, whether it runs if nothing is configured, and otherwise under which flag. */
interface Branch {
  node: Syntax | undefined;
  likely: boolean;
  flag: string | null;
  name: string | null;
}

const unwrapElse = (node: Syntax | undefined) =>
  node?.type === 'else_clause' ? childrenOf(node).find((child) => child.type !== 'else') : node;

/** Runs a branch that may not be taken. What it returns is kept as one of the function's answers. */
function runBranch({ node, likely, flag, name }: Branch, frame: Frame): Completion | undefined {
  const body = unwrapElse(node);
  const run = (inner: Syntax) => {
    const end = execute(inner, frame);
    if (end?.kind === 'return') keepReturn({ value: end.value, likely, flag: name }, frame);
    return end;
  };
  return body && runUncertain(frame.realm, flag, () => run(body), name);
}

function keepReturn(kept: Frame['returns'][number], frame: Frame): void {
  const isNothing = kept.value.kind === 'primitive' && kept.value.value === undefined;
  if (!isNothing) frame.returns.push(kept);
}

/** The longest text of a condition that stands for its name. */
const MAX_NAME = 60;

/** What decides a condition: the flag where one is known, and otherwise its own text. */
function nameCondition(node: Syntax | undefined, condition: Value): string | null {
  const flag = flagOf(condition);
  if (flag !== null || !node) return flag;
  const text = textOf(node)
    .replace(/^\(|\)$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > MAX_NAME ? null : text;
}

const ifStatement: Executor = (node, frame) => {
  const test = findField(node, 'condition');
  const condition = evaluateOptional(test, frame);
  const consequence = findField(node, 'consequence');
  const alternative = findField(node, 'alternative');
  const is = truth(condition);
  if (is !== undefined) {
    const body = unwrapElse(is ? consequence : alternative);
    return body && execute(body, frame);
  }
  const guess = guessedTruth(condition);
  const name = nameCondition(test, condition);
  const yes = { node: consequence, likely: guess === true, flag: guess === true ? null : name, name };
  const no = { node: alternative, likely: guess === false, flag: guess === true ? name : null, name };
  const first = runBranch(yes, frame);
  const second = runBranch(no, frame);
  if (first?.kind === 'return' && second?.kind === 'return')
    return {
      kind: 'return',
      value: choose(guess === true ? [first.value, second.value] : [second.value, first.value], name),
    };
  if (first && !second) frame.realm.guards.push({ name, needed: no.flag !== null });
  if (second && !first) frame.realm.guards.push({ name, needed: yes.flag !== null });
  return undefined;
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
    const label = evaluateOptional(findField(each, 'value'), frame);
    const isDefault = each.type === 'switch_default';
    const flag = flagOf(value) ?? optionOf(label);
    runUncertain(frame.realm, isDefault ? null : flag, () => {
      const end = executeAll(caseBody(each), frame);
      if (end?.kind === 'return') keepReturn({ value: end.value, likely: isDefault, flag }, frame);
    });
  }
}

/** The option that a case stands for, where a loop goes through the command line. */
const optionOf = (label: Value): string | null => {
  const text = asString(label);
  return text?.startsWith('--') ? text : null;
};

export const branches: Record<string, Executor> = {
  if_statement: ifStatement,
  switch_statement: switchStatement,
};
