import { child, childOfType, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { setAttribute } from './attribute.ts';
import { flagOf, runBoth, runSide, UNUSUAL } from './branches.ts';
import { extend } from './containers.ts';
import { iterate } from './displays.ts';
import { putItem } from './evaluate.ts';
import { importFrom, importNames } from './imports.ts';
import type { Flow, Machine } from './machine.ts';
import { bind } from './names.ts';
import { operate } from './operators.ts';
import { isKind, list, type Scope, truthOf, UNKNOWN, type Value } from './value.ts';

type Execute = (machine: Machine, node: SyntaxNode, scope: Scope) => Flow;

const doing =
  (act: (machine: Machine, node: SyntaxNode, scope: Scope) => void): Execute =>
  (machine, node, scope) => {
    act(machine, node, scope);
    return 'next';
  };

/** Binds a target: a name, an attribute, an item, or several at once. */
export function assign(machine: Machine, target: SyntaxNode, value: Value, scope: Scope): void {
  switch (target.type) {
    case 'identifier':
      bind(textOf(target), value, scope);
      return;
    case 'attribute': {
      const [object, name] = [child(target, 'object'), child(target, 'attribute')];
      if (object !== undefined && name !== undefined)
        setAttribute(machine, machine.evaluate(object, scope), textOf(name), value);
      return;
    }
    case 'subscript': {
      const [object, key] = [child(target, 'value'), child(target, 'subscript')];
      if (object === undefined || key === undefined) return;
      const name = machine.evaluate(key, scope);
      putItem(machine.evaluate(object, scope), name, value);
      machine.observer.entry?.(name, value);
      return;
    }
    default:
      assignEach(machine, target.children, value, scope);
  }
}

/** The items that each target gets: a starred one takes what the others leave. */
function shareOut(targets: readonly SyntaxNode[], items: readonly Value[], open: boolean): Value[] {
  const star = targets.findIndex(({ type }) => type === 'list_splat_pattern');
  if (star < 0) return [...items];
  const spare = Math.max(0, items.length - (targets.length - 1));
  return items.toSpliced(star, spare, list(items.slice(star, star + spare), 'list', open));
}

function assignEach(machine: Machine, targets: readonly SyntaxNode[], value: Value, scope: Scope): void {
  const { items, open } = iterate(value);
  const shares = shareOut(targets, items, open);
  targets.forEach((pattern, index) => {
    const share = shares[index];
    const target = pattern.type === 'list_splat_pattern' ? (pattern.children[0] ?? pattern) : pattern;
    const isVague = share === undefined || (open && items.length < targets.length);
    assign(machine, target, isVague ? UNKNOWN : share, scope);
  });
}

function assignment(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left === undefined || right === undefined) return;
  if (right.type === 'assignment') assignment(machine, right, scope);
  const source = right.type === 'assignment' ? child(right, 'left') : right;
  assign(machine, left, source === undefined ? UNKNOWN : machine.evaluate(source, scope), scope);
}

function augmented(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const [left, right, operator] = ['left', 'right', 'operator'].map((label) => child(node, label));
  if (left === undefined || right === undefined || operator === undefined) return;
  const before = machine.evaluate(left, scope);
  const added = machine.evaluate(right, scope);
  if (isKind(before, 'list') && textOf(operator) === '+=') extend(machine, before, iterate(added));
  else assign(machine, left, operate(textOf(operator).replace('=', ''), before, added), scope);
}

function expression(machine: Machine, node: SyntaxNode, scope: Scope): void {
  for (const each of node.children) {
    if (each.type === 'assignment') assignment(machine, each, scope);
    else if (each.type === 'augmented_assignment') augmented(machine, each, scope);
    else if (each.type === 'yield') giveBack(machine, each.children[0], scope);
    else machine.evaluate(each, scope);
  }
}

function giveBack(machine: Machine, node: SyntaxNode | undefined, scope: Scope): void {
  const value = node === undefined ? null : machine.evaluate(node, scope);
  scope.frame?.returns.push({ value, usual: !machine.conditions.includes(UNUSUAL) });
}

function runIf(machine: Machine, node: SyntaxNode, scope: Scope): Flow {
  return runAlternatives(machine, node, childrenOf(node, 'alternative'), scope);
}

function runAlternatives(
  machine: Machine,
  node: SyntaxNode,
  rest: readonly SyntaxNode[],
  scope: Scope,
): Flow {
  const test = child(node, 'condition');
  if (test === undefined) return runSide(machine, child(node, 'body'), scope, []);
  const decision = machine.evaluate(test, scope);
  const truth = truthOf(decision);
  const [next, ...later] = rest;
  const yes = child(node, 'consequence');
  if (truth === true) return runSide(machine, yes, scope, []);
  if (truth === false) return next === undefined ? 'next' : runAlternatives(machine, next, later, scope);
  const no = next?.type === 'else_clause' ? child(next, 'body') : next && asIf(next, later);
  return runBoth(machine, { test, decision, ...(yes && { yes }), ...(no && { no }) }, scope);
}

/** An `elif` and what follows it, as the statement of its own that it is. */
function asIf(clause: SyntaxNode, later: readonly SyntaxNode[]): SyntaxNode {
  return { ...clause, type: 'if_statement', children: [...clause.children, ...later] };
}

function runFor(machine: Machine, node: SyntaxNode, scope: Scope): Flow {
  const [left, right, body] = ['left', 'right', 'body'].map((label) => child(node, label));
  if (left === undefined || right === undefined || body === undefined) return 'next';
  const { items, open } = iterate(machine.evaluate(right, scope));
  const rounds = open && items.length === 0 ? [UNKNOWN] : items;
  for (const item of rounds) {
    assign(machine, left, item, scope);
    const before = machine.conditions.length;
    const flow = machine.run(body, scope);
    machine.conditions.length = before;
    if (flow === 'break' || machine.steps < 0) break;
    if (flow === 'return' || flow === 'raise') return open ? 'next' : flow;
  }
  return 'next';
}

function runWhile(machine: Machine, node: SyntaxNode, scope: Scope): Flow {
  const [test, body] = [child(node, 'condition'), child(node, 'body')];
  if (test === undefined || body === undefined || truthOf(machine.evaluate(test, scope)) === false)
    return 'next';
  const flow = machine.run(body, scope);
  return flow === 'return' ? flow : 'next';
}

function runTry(machine: Machine, node: SyntaxNode, scope: Scope): Flow {
  const body = child(node, 'body');
  const flow = body === undefined ? 'next' : machine.run(body, scope);
  const blocks = (type: string) =>
    node.children
      .filter((each) => each.type === type)
      .map((each) => childOfType(each, 'block') ?? child(each, 'body'));
  const handlers = flow === 'raise' ? blocks('except_clause') : [];
  const after = flow === 'next' ? blocks('else_clause') : [];
  let result: Flow = flow === 'raise' ? 'next' : flow;
  for (const block of [...handlers.slice(0, 1), ...after, ...blocks('finally_clause')]) {
    const ended = block === undefined ? 'next' : machine.run(block, scope);
    if (ended !== 'next') result = ended;
  }
  return result;
}

function runWith(machine: Machine, node: SyntaxNode, scope: Scope): Flow {
  const items = childOfType(node, 'with_clause')?.children ?? [];
  for (const item of items) {
    const value = child(item, 'value');
    if (value?.type === 'as_pattern') bindPattern(machine, value, scope);
    else if (value !== undefined) machine.evaluate(value, scope);
  }
  const body = child(node, 'body');
  return body === undefined ? 'next' : machine.run(body, scope);
}

function bindPattern(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const [expression, target] = [node.children[0], child(node, 'alias')?.children[0]];
  if (expression === undefined) return;
  const value = machine.evaluate(expression, scope);
  if (target !== undefined) assign(machine, target, value, scope);
}

/** Every case of a `match` may be the one. */
function runMatch(machine: Machine, node: SyntaxNode, scope: Scope): Flow {
  const subject = child(node, 'subject');
  if (subject !== undefined) machine.evaluate(subject, scope);
  for (const clause of childOfType(node, 'block')?.children ?? []) {
    runSide(
      machine,
      child(clause, 'consequence'),
      scope,
      subject === undefined ? [] : [flagOf(subject, UNKNOWN)],
    );
  }
  return 'next';
}

function runReturn(machine: Machine, node: SyntaxNode, scope: Scope): Flow {
  giveBack(machine, node.children[0], scope);
  return 'return';
}

const EXITS = /^raise\s+SystemExit\s*\(/;

/** `raise SystemExit(main())` is how many programs start. */
function runRaise(machine: Machine, node: SyntaxNode, scope: Scope): Flow {
  if (EXITS.test(textOf(node))) for (const each of node.children) machine.evaluate(each, scope);
  return 'raise';
}

function declareGlobal(_machine: Machine, node: SyntaxNode, scope: Scope): void {
  for (const name of node.children) scope.globals.add(textOf(name));
}

function aliasType(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left !== undefined && right !== undefined) bind(textOf(left), machine.evaluate(right, scope), scope);
}

const STATEMENTS: ReadonlyMap<string, Execute> = new Map<string, Execute>([
  ['expression_statement', doing(expression)],
  ['function_definition', doing((machine, node, scope) => machine.define(node, scope))],
  ['class_definition', doing((machine, node, scope) => machine.define(node, scope))],
  ['decorated_definition', doing((machine, node, scope) => machine.define(node, scope))],
  ['import_statement', doing(importNames)],
  ['import_from_statement', doing(importFrom)],
  ['global_statement', doing(declareGlobal)],
  ['nonlocal_statement', doing(declareGlobal)],
  ['type_alias_statement', doing(aliasType)],
  ['if_statement', runIf],
  ['elif_clause', runIf],
  ['for_statement', runFor],
  ['while_statement', runWhile],
  ['try_statement', runTry],
  ['with_statement', runWith],
  ['match_statement', runMatch],
  ['return_statement', runReturn],
  ['raise_statement', runRaise],
  ['break_statement', () => 'break'],
  ['continue_statement', () => 'continue'],
]);

/** Runs the statements of a block until one of them leaves it. */
export function runBlock(machine: Machine, block: SyntaxNode, scope: Scope): Flow {
  const statements = STATEMENTS.has(block.type) ? [block] : block.children;
  for (const statement of statements) {
    machine.steps -= 1;
    const flow = machine.steps < 0 ? 'return' : STATEMENTS.get(statement.type)?.(machine, statement, scope);
    if (flow !== undefined && leaves(flow, scope)) return flow;
  }
  return 'next';
}

/** A module goes on after what would stop it: without the world it would otherwise stop early. A loop's own turns are always taken. */
const leaves = (flow: Flow, scope: Scope) =>
  flow === 'break' ||
  flow === 'continue' ||
  (flow !== 'next' && (scope.kind !== 'module' || scope.frame !== null));
