import type { Location } from '#data/schema/location.ts';
import { callOf, literal, memberOf, nameOf, positional, typeRef } from '../program/build.ts';
import type { Argument, Expression, TypeRef } from '../program/ir.ts';
import { lowerMacro } from './macros.ts';
import type { Token } from './tokens.ts';

/** What is left of a list of tokens. */
export interface Cursor {
  tokens: readonly Token[];
  index: number;
  depth: number;
  at: Location;
}

const MAX_DEPTH = 60;

export const cursorOver = (tokens: readonly Token[], at: Location, depth = 0): Cursor => ({
  tokens,
  index: 0,
  depth,
  at,
});

const peek = (cursor: Cursor): Token | undefined => cursor.tokens[cursor.index];

const isMark = (token: Token | undefined, value: string): boolean =>
  token?.kind === 'mark' && token.value === value;

export function takeMark(cursor: Cursor, value: string): boolean {
  if (!isMark(peek(cursor), value)) return false;
  cursor.index += 1;
  return true;
}

const unreadable = (cursor: Cursor): Expression => ({
  kind: 'opaque',
  text: peek(cursor)?.value ?? '',
  at: cursor.at,
});

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/** The lines from a token on to the last that was taken. */
function spanFrom(cursor: Cursor, start: number): Location {
  const [first, last] = [cursor.tokens[start], cursor.tokens[cursor.index - 1]];
  const startLine = first?.line ?? cursor.at.startLine;
  return { path: cursor.at.path, startLine, endLine: Math.max(startLine, last?.line ?? startLine) };
}

/** The tokens between a bracket and what closes it; the cursor stands behind. */
export function takeGroup(cursor: Cursor): Token[] {
  const open = peek(cursor)?.value ?? '';
  const close = CLOSING[open] ?? '';
  let depth = 0;
  const start = cursor.index + 1;
  for (; cursor.index < cursor.tokens.length; cursor.index += 1) {
    const token = peek(cursor);
    if (isMark(token, open)) depth += 1;
    if (isMark(token, close)) depth -= 1;
    if (depth === 0) break;
  }
  cursor.index += 1;
  return cursor.tokens.slice(start, cursor.index - 1);
}

/** Expressions with commas between them. `key = value` and `key: value` are named; `key(…)` of attributes too, when asked. */
export function parseArguments(tokens: readonly Token[], at: Location, depth: number): Argument[] {
  const cursor = cursorOver(tokens, at, depth + 1);
  const args: Argument[] = [];
  while (cursor.index < tokens.length) {
    const before = cursor.index;
    args.push(parseArgument(cursor));
    if (!takeMark(cursor, ',') && cursor.index === before) cursor.index += 1;
  }
  return args;
}

function parseArgument(cursor: Cursor): Argument {
  const [name, sign] = [peek(cursor), cursor.tokens[cursor.index + 1]];
  if (name?.kind === 'name' && (isMark(sign, '=') || isMark(sign, ':'))) {
    cursor.index += 2;
    return { name: name.value, value: parseExpression(cursor), spread: false };
  }
  return positional(parseExpression(cursor));
}

/** Literals, names, calls, macros, lists and JSON, joined by `+` and members. What else there is, is left unread up to the next comma. */
export function parseExpression(cursor: Cursor): Expression {
  if (cursor.depth > MAX_DEPTH) return skipToComma(cursor);
  let left = parseMembers(cursor, parsePrimary(cursor));
  while (takeMark(cursor, '+'))
    left = {
      kind: 'binary',
      operator: '+',
      left,
      right: parseMembers(cursor, parsePrimary(cursor)),
      at: cursor.at,
    };
  const next = peek(cursor);
  return next === undefined || isMark(next, ',') ? left : skipToComma(cursor);
}

function skipToComma(cursor: Cursor): Expression {
  const skipped = unreadable(cursor);
  while (peek(cursor) && !isMark(peek(cursor), ',')) {
    if (Object.hasOwn(CLOSING, peek(cursor)?.value ?? '')) takeGroup(cursor);
    else cursor.index += 1;
  }
  return skipped;
}

function parseMembers(cursor: Cursor, start: Expression): Expression {
  let value = start;
  while (isMark(peek(cursor), '.') && cursor.tokens[cursor.index + 1]?.kind === 'name') {
    const name = cursor.tokens[cursor.index + 1]?.value ?? '';
    cursor.index += 2;
    const member = memberOf(value, name, cursor.at);
    value = isMark(peek(cursor), '(')
      ? callOf(member, parseArguments(takeGroup(cursor), cursor.at, cursor.depth), cursor.at)
      : member;
  }
  return value;
}

function parsePrimary(cursor: Cursor): Expression {
  const token = peek(cursor);
  const { at } = cursor;
  if (!token) return literal(null, at);
  if (token.kind === 'text' || token.kind === 'number') {
    cursor.index += 1;
    return literal(
      token.kind === 'text' ? token.value : Number.parseFloat(token.value.replaceAll('_', '')),
      at,
    );
  }
  if (token.kind === 'name') return parseName(cursor);
  if (token.value === '&' || token.value === '*') {
    cursor.index += 1;
    return parsePrimary(cursor);
  }
  if (token.value === '-' && cursor.tokens[cursor.index + 1]?.kind === 'number') {
    cursor.index += 1;
    const number = parsePrimary(cursor);
    return number.kind === 'literal' && typeof number.value === 'number'
      ? literal(-number.value, at)
      : number;
  }
  return parseGroup(cursor, token.value);
}

function parseGroup(cursor: Cursor, open: string): Expression {
  const { at, depth } = cursor;
  if (open === '[') return { kind: 'list', items: parseArguments(takeGroup(cursor), at, depth), at };
  if (open === '{') {
    const start = cursor.index;
    const inside = takeGroup(cursor);
    return parseEntries(inside, spanFrom(cursor, start), depth);
  }
  if (open === '(') {
    const [only, ...rest] = parseArguments(takeGroup(cursor), at, depth);
    return only && rest.length === 0 ? only.value : literal(null, at);
  }
  cursor.index += 1;
  return unreadable(cursor);
}

/** `::<A, B>`: plain type names alone. */
function takeTypeArguments(cursor: Cursor): TypeRef[] {
  const { tokens, index } = cursor;
  if (!isMark(tokens[index], '::') || !isMark(tokens[index + 1], '<')) return [];
  const length = tokens.slice(index).findIndex((token) => isMark(token, '>'));
  if (length < 0) return [];
  cursor.index = index + length + 1;
  return tokens
    .slice(index + 2, index + length)
    .flatMap(({ kind, value }) => (kind === 'name' ? [typeRef(value)] : []));
}

/** `a::b::C`, `true`, `None`, a call of it, or a macro. */
function parseName(cursor: Cursor): Expression {
  const { at, depth, index: start } = cursor;
  const parts: string[] = [];
  while (peek(cursor)?.kind === 'name') {
    parts.push(peek(cursor)?.value ?? '');
    cursor.index += 1;
    if (!(isMark(peek(cursor), '::') && cursor.tokens[cursor.index + 1]?.kind === 'name')) break;
    cursor.index += 1;
  }
  const last = parts.at(-1) ?? '';
  if (isMark(peek(cursor), '!') && Object.hasOwn(CLOSING, cursor.tokens[cursor.index + 1]?.value ?? '')) {
    cursor.index += 1;
    return lowerMacro(last, takeGroup(cursor), at, depth);
  }
  if (isMark(peek(cursor), '{') && /^[A-Z]/.test(last)) {
    const fields = parseArguments(takeGroup(cursor), at, depth);
    return { kind: 'construct', type: typeRef(last), args: [], fields, at: spanFrom(cursor, start) };
  }
  const name = nameExpression(parts, at);
  const typeArgs = takeTypeArguments(cursor);
  if (!isMark(peek(cursor), '(')) return name;
  return { ...callOf(name, parseArguments(takeGroup(cursor), at, depth), at), typeArgs };
}

const WORDS: Record<string, Expression['kind'] | boolean | null> = {
  true: true,
  false: false,
  null: null,
  None: null,
};

export function nameExpression(parts: readonly string[], at: Location): Expression {
  const [first = '', ...rest] = parts;
  const word = rest.length === 0 && Object.hasOwn(WORDS, first) ? WORDS[first] : undefined;
  if (typeof word === 'boolean' || word === null) return literal(word, at);
  const start: Expression = first === 'self' || first === 'Self' ? { kind: 'self', at } : nameOf(first, at);
  return rest.reduce((of, part) => memberOf(of, part, at), start);
}

/** The inside of a JSON object, or of a map with `=>`: keys are texts, names or expressions. */
export function parseEntries(tokens: readonly Token[], at: Location, depth: number): Expression {
  const cursor = cursorOver(tokens, at, depth + 1);
  const entries: { key: Expression; value: Expression }[] = [];
  while (cursor.index < tokens.length) {
    const before = cursor.index;
    const token = peek(cursor);
    const isName = token?.kind === 'name' && isMark(tokens[cursor.index + 1], ':');
    const key = isName ? literal(token.value, at) : parseMembers(cursor, parsePrimary(cursor));
    if (isName) cursor.index += 1;
    const isTold = takeMark(cursor, ':') || takeMark(cursor, '=>');
    const value = isTold ? parseExpression(cursor) : skipToComma(cursor);
    entries.push({ key, value });
    if (!takeMark(cursor, ',') && cursor.index === before) cursor.index += 1;
  }
  return { kind: 'map', entries, at };
}
