import { child, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import type { Machine } from './machine.ts';
import { decodeContent, readPrefix } from './string-literal.ts';
import { formatValue, joinText } from './text.ts';
import type { Scope } from './value.ts';
import {
  dict,
  isKind,
  type List,
  list,
  MAX_ITEMS,
  setItem,
  TUPLE,
  truthOf,
  UNKNOWN,
  type Value,
} from './value.ts';

export type Evaluate = (machine: Machine, node: SyntaxNode, scope: Scope) => Value;

function readNumber(node: SyntaxNode): Value {
  const number = Number(textOf(node).replaceAll('_', ''));
  return Number.isNaN(number) ? UNKNOWN : number;
}

function readString(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const prefix = readPrefix(node);
  const parts = node.children.flatMap((part): Value[] => {
    if (part.type === 'string_content') return [decodeContent(textOf(part), prefix)];
    return part.type === 'interpolation' ? [readInterpolation(machine, part, scope)] : [];
  });
  return prefix.bytes ? UNKNOWN : joinText(parts);
}

function readInterpolation(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const expression = child(node, 'expression');
  if (expression === undefined) return UNKNOWN;
  const value = machine.evaluate(expression, scope);
  const format = child(node, 'format_specifier');
  return formatValue(value, format === undefined ? '' : textOf(format).slice(1), textOf(expression));
}

/** The values of a display's or call's elements, splats spread out. `open` when a splat could not be read. */
export function readElements(machine: Machine, nodes: readonly SyntaxNode[], scope: Scope) {
  const items: Value[] = [];
  let open = false;
  for (const node of nodes) {
    const splat = node.type === 'list_splat' ? node.children[0] : undefined;
    if (splat === undefined) {
      items.push(machine.evaluate(node, scope));
      continue;
    }
    const spread = iterate(machine.evaluate(splat, scope));
    for (const item of spread.items.slice(0, MAX_ITEMS - items.length)) items.push(item);
    open ||= spread.open || items.length >= MAX_ITEMS;
  }
  return { items, open };
}

/** What a loop over a value would see. */
export function iterate(value: Value): { items: Value[]; open: boolean } {
  if (typeof value === 'string') return { items: [...value], open: false };
  if (isKind(value, 'list')) return { items: [...value.items], open: value.open };
  if (isKind(value, 'dict'))
    return { items: [...value.entries.values()].map((each) => each.key), open: value.open };
  if (isKind(value, 'class'))
    return { items: [...value.members.values()].filter((each) => isMember(each, value)), open: false };
  const items = isKind(value, 'instance') ? value.attributes.get(TUPLE) : undefined;
  if (items !== undefined) return iterate(items);
  if (isKind(value, 'unknown') && value.fallback !== undefined)
    return { ...iterate(value.fallback), open: true };
  return { items: [], open: true };
}

const isMember = (value: Value, of: Value) => isKind(value, 'instance') && value.of === of;

function display(form: List['form']): Evaluate {
  return (machine, node, scope) => {
    const { items, open } = readElements(machine, node.children, scope);
    return list(items, form, open);
  };
}

function readDict(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const made = dict();
  made.site = node;
  for (const part of node.children) {
    if (part.type === 'pair') readPair(machine, part, scope, made);
    if (part.type === 'dictionary_splat') spreadInto(made, part.children[0], machine, scope);
  }
  machine.observer.dict?.(made);
  return made;
}

function readPair(machine: Machine, pair: SyntaxNode, scope: Scope, made: ReturnType<typeof dict>): void {
  const key = child(pair, 'key');
  const value = child(pair, 'value');
  if (key === undefined || value === undefined) return;
  const [name, held] = [machine.evaluate(key, scope), machine.evaluate(value, scope)];
  setItem(made, name, held);
  machine.observer.entry?.(name, held);
}

function spreadInto(
  made: ReturnType<typeof dict>,
  node: SyntaxNode | undefined,
  machine: Machine,
  scope: Scope,
): void {
  const spread = node === undefined ? UNKNOWN : machine.evaluate(node, scope);
  if (!isKind(spread, 'dict')) {
    made.open = true;
    return;
  }
  for (const { key, value } of spread.entries.values()) setItem(made, key, value);
  made.open ||= spread.open;
}

/** Runs `visit` in a new block scope for every combination of a comprehension's loops that its tests let through. */
function eachRound(
  machine: Machine,
  clauses: readonly SyntaxNode[],
  scope: Scope,
  visit: (scope: Scope) => void,
): boolean {
  const [clause, ...rest] = clauses;
  if (clause === undefined) {
    visit(scope);
    return false;
  }
  if (clause.type === 'if_clause') {
    const test = clause.children[0];
    if (test !== undefined && truthOf(machine.evaluate(test, scope)) === false) return false;
    return eachRound(machine, rest, scope, visit);
  }
  const left = child(clause, 'left');
  const right = childrenOf(clause, 'right')[0];
  if (left === undefined || right === undefined) return true;
  const { items, open } = iterate(machine.evaluate(right, scope));
  let anyOpen = open;
  for (const item of items) {
    const inner: Scope = { ...scope, kind: 'block', names: new Map(), parent: scope };
    machine.assign(left, item, inner);
    anyOpen = eachRound(machine, rest, inner, visit) || anyOpen;
  }
  return anyOpen;
}

const clausesOf = (node: SyntaxNode) =>
  node.children.filter((each) => each.type === 'for_in_clause' || each.type === 'if_clause');

function comprehension(form: List['form']): Evaluate {
  return (machine, node, scope) => {
    const items: Value[] = [];
    const body = child(node, 'body');
    const open = eachRound(machine, clausesOf(node), scope, (inner) => {
      if (body !== undefined && items.length < MAX_ITEMS) items.push(machine.evaluate(body, inner));
    });
    return list(items, form, open);
  };
}

function readDictComprehension(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const made = dict();
  const body = child(node, 'body');
  made.open = eachRound(machine, clausesOf(node), scope, (inner) => {
    if (body !== undefined) readPair(machine, body, inner, made);
  });
  return made;
}

export const DISPLAYS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['integer', (_machine, node) => readNumber(node)],
  ['float', (_machine, node) => readNumber(node)],
  ['true', () => true],
  ['false', () => false],
  ['none', () => null],
  ['string', readString],
  [
    'concatenated_string',
    (machine, node, scope) => joinText(node.children.map((part) => machine.evaluate(part, scope))),
  ],
  ['list', display('list')],
  ['tuple', display('tuple')],
  ['expression_list', display('tuple')],
  ['set', display('set')],
  ['dictionary', readDict],
  ['list_comprehension', comprehension('list')],
  ['set_comprehension', comprehension('set')],
  ['generator_expression', comprehension('list')],
  ['dictionary_comprehension', readDictComprehension],
]);
