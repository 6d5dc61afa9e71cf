import type { Statement } from './ir.ts';
import { currentFlag, type Flow, type Machine, under } from './machine.ts';
import { childScope, zero } from './names.ts';
import { holdsUnset } from './unset.ts';
import { closureOf, flagOf, isKind, list, type Scope, truthOf, unknown, type Value } from './value.ts';

/** Runs statements in order until one leaves. */
export function run(machine: Machine, statements: readonly Statement[], scope: Scope): Flow {
  const before = machine.conditions.length;
  for (const statement of statements) {
    if (machine.steps < 0) {
      machine.cut = true;
      return 'fail';
    }
    const flow = runOne(machine, statement, scope);
    if (flow !== 'next') {
      machine.conditions.length = before;
      return flow;
    }
  }
  machine.conditions.length = before;
  return 'next';
}

function runOne(machine: Machine, statement: Statement, scope: Scope): Flow {
  machine.steps -= 1;
  switch (statement.kind) {
    case 'expression':
      machine.evaluate(statement.value, scope);
      return 'next';
    case 'let':
      declare(machine, statement, scope);
      return 'next';
    case 'declare':
      declareInner(statement.declaration, scope);
      return 'next';
    case 'return':
      return returnFrom(machine, statement, scope);
    case 'if':
      return branch(machine, statement, scope);
    case 'each':
      return loop(machine, statement, scope);
    case 'while': {
      const flow = under(machine, '', () => machine.run(statement.body, inner(machine, scope)));
      return flow === 'fail' ? 'next' : passOn(flow);
    }
    case 'leave':
      return 'leave';
    case 'fail':
      return 'fail';
  }
}

const inner = (machine: Machine, scope: Scope) =>
  childScope(scope, { conditions: machine.conditions.length });

/** What leaves a loop does not leave what is around it. */
const passOn = (flow: Flow): Flow => (flow === 'leave' ? 'next' : flow);

function declare(machine: Machine, statement: Extract<Statement, { kind: 'let' }>, scope: Scope): void {
  const value =
    statement.value === null ? zero(statement.type ?? null) : machine.evaluate(statement.value, scope);
  const { names } = statement;
  const [first] = names;
  if (first !== undefined && names.length === 1) scope.names.set(first, value);
  else for (const [index, name] of names.entries()) setPart(scope, name, partOf(value, name, index));
}

function setPart(scope: Scope, name: string, value: Value): void {
  if (name !== '_') scope.names.set(name, value);
}

function partOf(value: Value, name: string, index: number): Value {
  if (isKind(value, 'list')) return value.items[index] ?? unknown(name);
  if (isKind(value, 'instance')) return [...value.fields.values()][index] ?? unknown(name);
  return index === 0 ? value : unknown(name);
}

function declareInner(
  declaration: Extract<Statement, { kind: 'declare' }>['declaration'],
  scope: Scope,
): void {
  if (declaration.kind === 'function')
    scope.names.set(declaration.name, closureOf(declaration, scope, { typeArgs: scope.typeArgs }));
  else if (declaration.kind === 'type')
    scope.names.set(declaration.name, { kind: 'type', declaration, scope, statics: new Map() });
}

function returnFrom(
  machine: Machine,
  { values }: Extract<Statement, { kind: 'return' }>,
  scope: Scope,
): Flow {
  const evaluated = values.map((value) => machine.evaluate(value, scope));
  const [only] = evaluated;
  const value =
    evaluated.length === 1 && only !== undefined
      ? only
      : evaluated.length === 0
        ? null
        : list(evaluated, 'tuple');
  const isGuarded = scope.frame !== null && machine.conditions.length > frameConditions(scope);
  scope.frame?.returns.push({ value, flag: isGuarded ? currentFlag(machine) || '?' : '' });
  return 'return';
}

/** How many undecided tests guarded the call that is running. */
function frameConditions(scope: Scope): number {
  let least = scope.conditions;
  for (let each: Scope | null = scope; each && each.frame === scope.frame; each = each.parent)
    least = Math.min(least, each.conditions);
  return least;
}

function branch(machine: Machine, statement: Extract<Statement, { kind: 'if' }>, scope: Scope): Flow {
  const test = machine.evaluate(statement.test, scope);
  const truth = truthOf(test);
  if (truth !== undefined)
    return machine.run(truth ? statement.then : statement.otherwise, childScope(scope));
  const flag = flagOf(test);
  const unset = holdsUnset(statement.test);
  const then = under(machine, unset ? '' : flag, () => machine.run(statement.then, childScope(scope)));
  const otherwise = under(machine, unset ? flag : '', () =>
    machine.run(statement.otherwise, childScope(scope)),
  );
  const rest = leaves(then) === unset ? flag : '';
  return afterBranch(machine, { then, otherwise, rest });
}

const leaves = (flow: Flow): boolean => flow === 'return' || flow === 'leave';

interface Branches {
  then: Flow;
  otherwise: Flow;
  /** What the rest hangs on where one side leaves; empty where it is reached when nothing is set. */
  rest: string;
}

/** After an undecided test of which one side leaves, the rest hangs on it too, unless that side only fails. */
function afterBranch(machine: Machine, { then, otherwise, rest }: Branches): Flow {
  if (then !== 'next' && otherwise !== 'next') return then === 'fail' ? otherwise : then;
  if (leaves(then) || leaves(otherwise)) machine.conditions.push(rest);
  return 'next';
}

function loop(machine: Machine, statement: Extract<Statement, { kind: 'each' }>, scope: Scope): Flow {
  const over = machine.evaluate(statement.over, scope);
  const rounds = roundsOf(over, statement.names);
  for (const round of rounds.items) {
    const body = inner(machine, scope);
    for (const [index, name] of statement.names.entries()) setPart(body, name, round[index] ?? unknown(name));
    const flag = flagOfItem(machine, round);
    const flow =
      flag === '' && !rounds.open
        ? machine.run(statement.body, body)
        : under(machine, flag, () => machine.run(statement.body, body));
    if (flow === 'return' && !rounds.open) return 'return';
    if (machine.steps < 0) return 'next';
  }
  return 'next';
}

function flagOfItem(machine: Machine, round: readonly Value[]): string {
  for (const value of round) {
    const flag = typeof value === 'object' && value !== null ? machine.flags.get(value) : undefined;
    if (flag !== undefined) return flag;
  }
  return '';
}

interface Rounds {
  items: Value[][];
  /** Only a run would tell what the loop goes over. */
  open: boolean;
}

function roundsOf(over: Value, names: readonly string[]): Rounds {
  if (isKind(over, 'dict')) {
    const pairs = [...over.entries].map(([key, value]): Value[] =>
      names.length > 1 ? [key, value] : [list([key, value], 'tuple')],
    );
    return { items: pairs, open: false };
  }
  if (isKind(over, 'list'))
    return { items: over.items.map((item, index) => roundOf(item, index, names)), open: false };
  if (typeof over === 'number')
    return { items: Array.from({ length: Math.min(over, 100) }, (_, index) => [index]), open: false };
  return { items: [names.map(() => unknown(flagOf(over)))], open: true };
}

function roundOf(item: Value, index: number, names: readonly string[]): Value[] {
  if (names.length < 2) return [item];
  return isKind(item, 'list') && item.form === 'tuple' ? item.items : [index, item];
}
