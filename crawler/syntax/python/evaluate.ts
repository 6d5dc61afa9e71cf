import { child, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { makeFunction } from './define.ts';
import { DISPLAYS, type Evaluate, iterate, readElements } from './displays.ts';
import type { Machine } from './machine.ts';
import { bind, lookUp } from './names.ts';
import { OPERATORS } from './operators.ts';
import {
  type Arguments,
  dict,
  getItem,
  isKind,
  lift,
  list,
  orUnknown,
  type Scope,
  setItem,
  TUPLE,
  UNKNOWN,
  type Value,
} from './value.ts';

function inner(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const expression = node.children[0];
  return expression === undefined ? UNKNOWN : machine.evaluate(expression, scope);
}

function attribute(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const [object, name] = [child(node, 'object'), child(node, 'attribute')];
  if (object === undefined || name === undefined) return UNKNOWN;
  return machine.attribute(machine.evaluate(object, scope), textOf(name));
}

/** The arguments of a call, splats spread out. */
export function readArguments(machine: Machine, node: SyntaxNode | undefined, scope: Scope): Arguments {
  if (node?.type === 'generator_expression') {
    return { args: [machine.evaluate(node, scope)], kwargs: new Map(), open: false };
  }
  const parts = node === undefined ? [] : node.children;
  const named = parts.filter((part) => part.type === 'keyword_argument' || part.type === 'dictionary_splat');
  const { items, open } = readElements(
    machine,
    parts.filter((part) => !named.includes(part)),
    scope,
  );
  const given: Arguments = { args: items, kwargs: new Map(), open };
  for (const part of named) readNamed(machine, part, scope, given);
  return given;
}

function readNamed(machine: Machine, part: SyntaxNode, scope: Scope, given: Arguments): void {
  if (part.type === 'keyword_argument') {
    const [name, value] = [child(part, 'name'), child(part, 'value')];
    if (name !== undefined && value !== undefined)
      given.kwargs.set(textOf(name), machine.evaluate(value, scope));
    return;
  }
  const spread = inner(machine, part, scope);
  if (!isKind(spread, 'dict')) {
    given.open = true;
    return;
  }
  for (const { key, value } of spread.entries.values())
    if (typeof key === 'string') given.kwargs.set(key, value);
  given.open ||= spread.open;
}

function call(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const callee = child(node, 'function');
  if (callee === undefined) return UNKNOWN;
  const target = machine.evaluate(callee, scope);
  return machine.call(target, readArguments(machine, child(node, 'arguments'), scope), node);
}

function subscript(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const object = child(node, 'value');
  if (object === undefined) return UNKNOWN;
  const parts = childrenOf(node, 'subscript');
  const value = machine.evaluate(object, scope);
  const [only] = parts;
  if (only?.type === 'slice') return sliceOf(value, readSlice(machine, only, scope));
  const keys = parts.map((part) => machine.evaluate(part, scope));
  return itemOf(value, keys);
}

function readSlice(
  machine: Machine,
  node: SyntaxNode,
  scope: Scope,
): { from?: number; to?: number } | undefined {
  const [before = '', after = '', step] = textOf(node).split(':');
  if (step !== undefined || node.children.length > 2) return undefined;
  const bounds = node.children.map((part) => machine.evaluate(part, scope));
  if (bounds.some((bound) => typeof bound !== 'number')) return undefined;
  const numbers = bounds.filter((bound) => typeof bound === 'number');
  const from = before.trim() === '' ? undefined : numbers.shift();
  const to = after.trim() === '' ? undefined : numbers.shift();
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function sliceOf(value: Value, bounds: { from?: number; to?: number } | undefined): Value {
  if (bounds === undefined) return UNKNOWN;
  if (typeof value === 'string') return value.slice(bounds.from, bounds.to);
  return isKind(value, 'list')
    ? list(value.items.slice(bounds.from, bounds.to), value.form, value.open)
    : UNKNOWN;
}

/** `value[keys]`: an item, an enum member by its name, or a type with arguments. */
export function itemOf(value: Value, keys: readonly Value[]): Value {
  const key = keys.length === 1 && keys[0] !== undefined ? keys[0] : list([...keys], 'tuple');
  if (isKind(value, 'dict')) return itemOfDict(value, key);
  if (isKind(value, 'list')) return typeof key === 'number' ? orUnknown(value.items.at(key)) : UNKNOWN;
  const items = isKind(value, 'instance') ? value.attributes.get(TUPLE) : undefined;
  if (items !== undefined) return itemOf(items, keys);
  if (typeof value === 'string') return typeof key === 'number' ? (value.at(key) ?? UNKNOWN) : UNKNOWN;
  if (isKind(value, 'external') && value.path === 'os.environ') return { kind: 'unknown', ...flagFrom(key) };
  if (isKind(value, 'class') && typeof key === 'string' && value.members.has(key))
    return orUnknown(value.members.get(key));
  if (isKind(value, 'class') || isKind(value, 'external') || isKind(value, 'applied')) {
    return { kind: 'applied', origin: value, arguments: isKind(key, 'list') ? key.items : [key] };
  }
  if (isKind(value, 'unknown')) {
    return value.fallback === undefined
      ? { kind: 'unknown', ...flagFrom(key) }
      : lift(value, (fallback) => itemOf(fallback, keys));
  }
  return UNKNOWN;
}

const flagFrom = (key: Value) => (typeof key === 'string' ? { flag: key } : {});

/** An unreadable key of a readable table of alternatives is unknown; the caller must not pick one. */
function itemOfDict(value: Extract<Value, { kind: 'dict' }>, key: Value): Value {
  const known = isKind(key, 'unknown') && key.fallback !== undefined ? key.fallback : key;
  const held = getItem(value, known);
  if (held !== undefined) return held;
  return typeof key === 'string' ? { kind: 'unknown', flag: key } : UNKNOWN;
}

/** `list[str]` as the grammar reads it in an annotation. */
function genericType(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const [origin, parameters] = node.children;
  if (origin === undefined || parameters === undefined) return UNKNOWN;
  return itemOf(
    machine.evaluate(origin, scope),
    parameters.children.map((each) => machine.evaluate(each, scope)),
  );
}

function unionType(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const origin = lookUp(machine, 'Union', {
    ...scope,
    names: new Map([['Union', { kind: 'external', path: 'typing.Union' }]]),
  });
  return { kind: 'applied', origin, arguments: node.children.map((each) => machine.evaluate(each, scope)) };
}

function memberType(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const [object, name] = node.children;
  if (object === undefined || name === undefined) return UNKNOWN;
  return machine.attribute(machine.evaluate(object, scope), textOf(name));
}

function named(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const [name, value] = [child(node, 'name'), child(node, 'value')];
  if (name === undefined || value === undefined) return UNKNOWN;
  const result = machine.evaluate(value, scope);
  bind(textOf(name), result, scope);
  return result;
}

/** What a splat in a place of its own stands for. */
function splat(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  const { items, open } = iterate(inner(machine, node, scope));
  return list(items, 'tuple', open);
}

const EXPRESSIONS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ...DISPLAYS,
  ...OPERATORS,
  ['identifier', (machine, node, scope) => lookUp(machine, textOf(node), scope)],
  ['attribute', attribute],
  ['call', call],
  ['subscript', subscript],
  ['generic_type', genericType],
  ['union_type', unionType],
  ['member_type', memberType],
  ['type', inner],
  ['await', inner],
  ['parenthesized_expression', inner],
  ['named_expression', named],
  ['list_splat', splat],
  ['ellipsis', () => ({ kind: 'external', path: 'builtins.Ellipsis' })],
  ['lambda', (machine, node, scope) => makeFunction(machine, node, scope)],
  ['dictionary_splat', () => dict()],
]);

/** What an expression is; unknown where it cannot be read or the budget is spent. */
export function evaluate(machine: Machine, node: SyntaxNode, scope: Scope): Value {
  machine.steps -= 1;
  const read = EXPRESSIONS.get(node.type);
  return read === undefined || machine.steps < 0 ? UNKNOWN : read(machine, node, scope);
}

/** `target[key] = value` */
export function putItem(target: Value, key: Value, value: Value): void {
  if (isKind(target, 'dict')) setItem(target, key, value);
  if (isKind(target, 'list') && typeof key === 'number' && key < target.items.length)
    target.items[key] = value;
}
