import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import { callOf, locate, nameOf, positional, typeRef } from '../program/build.ts';
import type { Argument, Expression, TypeRef } from '../program/ir.ts';
import { argumentsOf, lowerExpression } from './expressions.ts';
import { lowerType } from './types.ts';

const LISTS =
  /^(I?(List|Enumerable|Collection|ReadOnlyList|ReadOnlyCollection|Set|ReadOnlySet)|HashSet|SortedSet|Queue|Stack|LinkedList|ObservableCollection|ConcurrentBag|ConcurrentQueue|Immutable(Array|List|HashSet)|FrozenSet|JsonArray|Span|ReadOnlySpan|McpServerPrimitiveCollection|\[\])$/;
const MAPS =
  /^(I?(Dictionary|ReadOnlyDictionary)|SortedDictionary|ConcurrentDictionary|ImmutableDictionary|FrozenDictionary|SortedList|OrderedDictionary|JsonObject)$/;

const ownName = (type: TypeRef): string => type.name.split('.').at(-1) ?? type.name;

const isList = (type: TypeRef | null): boolean => type !== null && LISTS.test(ownName(type));
const isMap = (type: TypeRef | null): boolean => type !== null && MAPS.test(ownName(type));

/** Everything that makes a value: `new`, initialisers, collections, tuples. */
export function lowerCreation(node: SyntaxNode, expected: TypeRef | null): Expression | undefined {
  switch (node.type) {
    case 'object_creation_expression':
      return creation(node, lowerType(child(node, 'type')));
    case 'implicit_object_creation_expression':
      return creation(node, expected);
    case 'array_creation_expression':
    case 'implicit_array_creation_expression':
    case 'stackalloc_expression':
      return lowerArray(node, expected);
    case 'initializer_expression':
    case 'element_binding_expression':
    case 'collection_expression':
      return isMap(expected)
        ? { kind: 'map', entries: [], at: locate(node) }
        : listOf(node, expected?.args[0] ?? null);
    case 'anonymous_object_creation_expression':
      return lowerAnonymous(node);
    case 'tuple_expression':
      return lowerTuple(node, expected);
    case 'with_expression':
      return lowerWith(node);
    default:
      return undefined;
  }
}

function creation(node: SyntaxNode, type: TypeRef | null): Expression {
  const args = argumentsOf(childOfType(node, 'argument_list'));
  const filled = childOfType(node, 'initializer_expression');
  if (isList(type)) return listFrom(node, { type, args, filled });
  if (isMap(type)) return mapFrom(node, { type, args, filled });
  return {
    kind: 'construct',
    type: type ?? typeRef(''),
    args,
    fields: filled ? filled.children.flatMap(fieldOf) : [],
    at: locate(node),
  };
}

interface Creation {
  type: TypeRef | null;
  args: readonly Argument[];
  filled: SyntaxNode | undefined;
}

function listFrom(node: SyntaxNode, { type, args, filled }: Creation): Expression {
  if (filled) return listOf(filled, type?.args[0] ?? null);
  return args.length > 0
    ? callOf(nameOf('$listOf', locate(node)), args, locate(node))
    : { kind: 'list', items: [], at: locate(node) };
}

function mapFrom(node: SyntaxNode, { type, args, filled }: Creation): Expression {
  const at = locate(node);
  if (!filled && args.length > 0) return callOf(nameOf('$mapOf', at), args, at);
  const entries = filled ? filled.children.flatMap((each) => entryOf(each, type?.args[1] ?? null)) : [];
  return { kind: 'map', entries, at };
}

/** `["key"] = value`, or `{ "key", value }`. */
function entryOf(node: SyntaxNode, expected: TypeRef | null): { key: Expression; value: Expression }[] {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left && right) {
    const [key] = argumentsOf(left);
    return key ? [{ key: key.value, value: lowerExpression(right, expected) }] : [];
  }
  const [key, value] = node.children;
  return key && value ? [{ key: lowerExpression(key), value: lowerExpression(value, expected) }] : [];
}

/** `Name = value`; anything else in an initialiser is an item. */
function fieldOf(node: SyntaxNode): Argument[] {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (node.type !== 'assignment_expression' || left?.type !== 'identifier' || !right) return [];
  return [{ name: textOf(left), value: lowerExpression(right), spread: false }];
}

/** The grammar puts an empty name where `[]` has nothing. */
const isWritten = (node: SyntaxNode): boolean => node.end > node.start;

function listOf(node: SyntaxNode, item: TypeRef | null): Expression {
  const items = node.children.filter(isWritten).map((each) => itemOf(each, item));
  return { kind: 'list', items, at: locate(node) };
}

function itemOf(node: SyntaxNode, expected: TypeRef | null): Argument {
  const inner = node.type === 'argument' || node.type === 'expression_element' ? node.children.at(-1) : node;
  const spread = inner?.type === 'range_expression' || inner?.type === 'spread_element';
  const value = spread ? inner.children[0] : inner;
  return { ...positional(lowerExpression(value ?? node, expected)), spread };
}

function lowerArray(node: SyntaxNode, expected: TypeRef | null): Expression {
  const item = lowerType(child(node, 'type'))?.args[0] ?? expected?.args[0] ?? null;
  const filled = childOfType(node, 'initializer_expression');
  return filled ? listOf(filled, item) : { kind: 'list', items: [], at: locate(node) };
}

/** `new { A = 1, b.C }`: pairs and single values stand side by side, told apart by what is between them. */
function lowerAnonymous(node: SyntaxNode): Expression {
  const fields: Argument[] = [];
  const { children } = node;
  for (let index = 0; index < children.length; index += 1) {
    const [own, next] = [children[index], children[index + 1]];
    if (!own) continue;
    const isPair = next && node.source.text.slice(own.end, next.start).includes('=');
    const name = textOf(own).split('.').at(-1) ?? '';
    fields.push({ name, value: lowerExpression(isPair ? next : own), spread: false });
    if (isPair) index += 1;
  }
  return { kind: 'construct', type: typeRef(''), args: [], fields, at: locate(node) };
}

/** A tuple is a value with named parts, by the names of the type where it says none. */
function lowerTuple(node: SyntaxNode, expected: TypeRef | null): Expression {
  const fields = node.children.map((argument, index): Argument => {
    const name = child(argument, 'name');
    const member = expected?.members?.[index];
    const value = argument.children.at(-1) ?? argument;
    return {
      name: name ? textOf(name) : (member?.name ?? `Item${index + 1}`),
      value: lowerExpression(value, member?.type ?? null),
      spread: false,
    };
  });
  return { kind: 'construct', type: typeRef(''), args: [], fields, at: locate(node) };
}

/** `x with { A = 1 }`: a copy with other members. */
function lowerWith(node: SyntaxNode): Expression | undefined {
  const [of, ...changes] = node.children;
  if (!of) return undefined;
  const fields = changes.flatMap((change): Argument[] => {
    const [name, value] = change.type === 'assignment_expression' ? [] : change.children;
    return name && value
      ? [{ name: textOf(name), value: lowerExpression(value), spread: false }]
      : fieldOf(change);
  });
  const copied: Argument = { name: '', value: lowerExpression(of), spread: true };
  return { kind: 'construct', type: typeRef(''), args: [], fields: [copied, ...fields], at: locate(node) };
}
