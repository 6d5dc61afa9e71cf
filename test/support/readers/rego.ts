import { isDeepStrictEqual } from 'node:util';
import { compilePattern } from '#data/policy/pattern.ts';
import type { Answer, Reader } from './reader.ts';

/**
 * The part of Rego (v1) that is written here, and no more: rules with a body of expressions, complete ones, sets and functions; references
 * into `input`, literals, `not`, `in`, comparisons and a few built-in functions. OPA itself is not to be had from the registry.
 */
type Term =
  | { kind: 'literal'; value: unknown }
  | { kind: 'list'; items: Term[] }
  | { kind: 'object'; entries: [string, Term][] }
  | { kind: 'ref'; name: string; keys: string[] }
  | { kind: 'call'; name: string; args: Term[] };
interface Expression {
  negated: boolean;
  left: Term;
  operator: string | null;
  right: Term | null;
}
interface Rule {
  kind: 'complete' | 'set' | 'function';
  name: string;
  parameters: string[];
  value: Term;
  body: Expression[];
}

const TOKEN =
  /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|:=|==|!=|<=|>=|[a-z_][a-z0-9_]*|[<>.,:;(){}[\]]/y;
const TRUE: Term = { kind: 'literal', value: true };

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [space] = /^(?:[ \t\n]+|#[^\n]*)/.exec(text.slice(at)) ?? [];
    if (space !== undefined) {
      if (space.includes('\n')) tokens.push('\n');
      at += space.length;
      continue;
    }
    TOKEN.lastIndex = at;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new Error(`no Rego: ${text.slice(at, at + 30)}`);
    tokens.push(token);
    at += token.length;
  }
  return tokens;
}

interface Cursor {
  tokens: readonly string[];
  at: number;
}

const peek = ({ tokens, at }: Cursor) => tokens[at];
function take(cursor: Cursor, expected?: string): string {
  const token = cursor.tokens[cursor.at];
  if (token === undefined || (expected !== undefined && token !== expected)) {
    throw new Error(`Rego has ${JSON.stringify(token)} where ${JSON.stringify(expected)} should be`);
  }
  cursor.at++;
  return token;
}
const skipLines = (cursor: Cursor) => {
  while (peek(cursor) === '\n') cursor.at++;
};

function parseList<T>(cursor: Cursor, close: string, item: () => T): T[] {
  const items: T[] = [];
  while (peek(cursor) !== close) {
    items.push(item());
    if (peek(cursor) === ',') take(cursor);
  }
  take(cursor, close);
  return items;
}

function parseEntry(cursor: Cursor): [string, Term] {
  const key: unknown = JSON.parse(take(cursor));
  take(cursor, ':');
  return [String(key), parseTerm(cursor)];
}

function parseReference(cursor: Cursor, name: string): Term {
  const keys: string[] = [];
  while (peek(cursor) === '.' || peek(cursor) === '[') {
    if (take(cursor) === '.') keys.push(take(cursor));
    else {
      keys.push(String(JSON.parse(take(cursor))));
      take(cursor, ']');
    }
  }
  if (peek(cursor) !== '(') return { kind: 'ref', name, keys };
  take(cursor, '(');
  return {
    kind: 'call',
    name: [name, ...keys].join('.'),
    args: parseList(cursor, ')', () => parseTerm(cursor)),
  };
}

function parseTerm(cursor: Cursor): Term {
  const token = take(cursor);
  if (token === '[') return { kind: 'list', items: parseList(cursor, ']', () => parseTerm(cursor)) };
  if (token === '{') return { kind: 'object', entries: parseList(cursor, '}', () => parseEntry(cursor)) };
  if (/^["\d-]/.test(token) || /^(true|false|null)$/.test(token))
    return { kind: 'literal', value: JSON.parse(token) };
  return parseReference(cursor, token);
}

const OPERATORS = new Set(['==', '!=', '<', '<=', '>', '>=', 'in']);

function parseExpression(cursor: Cursor): Expression {
  const negated = peek(cursor) === 'not';
  if (negated) take(cursor);
  const left = parseTerm(cursor);
  const operator = OPERATORS.has(String(peek(cursor))) ? take(cursor) : null;
  return { negated, left, operator, right: operator === null ? null : parseTerm(cursor) };
}

function parseBody(cursor: Cursor): Expression[] {
  take(cursor, 'if');
  take(cursor, '{');
  const body: Expression[] = [];
  for (skipLines(cursor); peek(cursor) !== '}'; skipLines(cursor)) {
    body.push(parseExpression(cursor));
    if (peek(cursor) === ';') take(cursor);
    else if (peek(cursor) !== '}') take(cursor, '\n');
  }
  take(cursor, '}');
  return body;
}

function parseRule(cursor: Cursor): Rule {
  const name = take(cursor);
  const next = take(cursor);
  if (next === ':=') {
    return { kind: 'complete', name, parameters: [], value: parseTerm(cursor), body: parseBody(cursor) };
  }
  if (next === 'contains') {
    return { kind: 'set', name, parameters: [], value: parseTerm(cursor), body: parseBody(cursor) };
  }
  if (next !== '(') throw new Error(`Rego has no rule ${name} ${next}`);
  const parameters = parseList(cursor, ')', () => take(cursor));
  return { kind: 'function', name, parameters, value: TRUE, body: parseBody(cursor) };
}

function parseModule(text: string): { otherwise: unknown; rules: Rule[] } {
  const cursor = { tokens: tokensOf(text), at: 0 };
  for (const word of [
    '\n',
    'package',
    'toolrisk',
    '\n',
    'import',
    'rego',
    '.',
    'v1',
    '\n',
    'default',
    'decision',
    ':=',
  ]) {
    if (word === '\n') skipLines(cursor);
    else take(cursor, word);
  }
  const otherwise: unknown = JSON.parse(take(cursor));
  const rules: Rule[] = [];
  for (skipLines(cursor); cursor.at < cursor.tokens.length; skipLines(cursor)) rules.push(parseRule(cursor));
  return { otherwise, rules };
}

type Scope = Record<string, unknown>;

const BUILT_IN: Record<string, (...args: unknown[]) => unknown> = {
  is_string: (value) => typeof value === 'string',
  is_number: (value) => typeof value === 'number',
  is_array: (value) => Array.isArray(value),
  is_object: isObject,
  contains: (text, part) => String(text).includes(String(part)),
  'object.keys': (value) => (isObject(value) ? Object.keys(value) : undefined),
  'regex.match': (pattern, text) => compilePattern(String(pattern)).test(String(text)),
};

function isObject(value: unknown): value is Scope {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const COMPARE: Record<string, (a: unknown, b: unknown) => boolean> = {
  '==': (a, b) => isDeepStrictEqual(a, b),
  '!=': (a, b) => !isDeepStrictEqual(a, b),
  '<': (a, b) => Number(a) < Number(b),
  '<=': (a, b) => Number(a) <= Number(b),
  '>': (a, b) => Number(a) > Number(b),
  '>=': (a, b) => Number(a) >= Number(b),
  in: (a, b) => Array.isArray(b) && b.some((item) => isDeepStrictEqual(a, item)),
};

/** Evaluates as OPA does: what is undefined makes an expression fail, and `not` of it succeed. */
function evaluator(rules: readonly Rule[], input: unknown) {
  const holdsAll = (body: readonly Expression[], scope: Scope): boolean =>
    body.every((one) => holds(one, scope));

  function setOf(name: string): unknown[] {
    const found = rules.filter((rule) => rule.kind === 'set' && rule.name === name);
    return found.filter(({ body }) => holdsAll(body, {})).map(({ value }) => resolve(value, {}));
  }

  function call(name: string, args: readonly unknown[]): unknown {
    if (args.includes(undefined)) return undefined;
    const builtIn = BUILT_IN[name];
    if (builtIn !== undefined) return builtIn(...args);
    const named = rules.filter((rule) => rule.kind === 'function' && rule.name === name);
    if (named.length === 0) throw new Error(`Rego has no function ${name} here`);
    const isTrue = named.some(({ parameters, body }) =>
      holdsAll(body, Object.fromEntries(parameters.map((parameter, i) => [parameter, args[i]]))),
    );
    return isTrue ? true : undefined;
  }

  function reference(name: string, keys: readonly string[], scope: Scope): unknown {
    if (rules.some((rule) => rule.kind === 'set' && rule.name === name)) return setOf(name);
    if (name !== 'input' && !Object.hasOwn(scope, name)) throw new Error(`Rego has no ${name} here`);
    let value = name === 'input' ? input : scope[name];
    for (const key of keys) {
      if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
      value = value[key];
    }
    return value;
  }

  function resolve(term: Term, scope: Scope): unknown {
    switch (term.kind) {
      case 'literal':
        return term.value;
      case 'list':
        return term.items.map((item) => resolve(item, scope));
      case 'object':
        return Object.fromEntries(term.entries.map(([key, item]) => [key, resolve(item, scope)]));
      case 'ref':
        return reference(term.name, term.keys, scope);
      case 'call':
        return call(
          term.name,
          term.args.map((argument) => resolve(argument, scope)),
        );
    }
  }

  function holds({ negated, left, operator, right }: Expression, scope: Scope): boolean {
    const a = resolve(left, scope);
    const b = right === null ? true : resolve(right, scope);
    const compare = operator === null ? undefined : COMPARE[operator];
    const isTrue =
      a !== undefined && b !== undefined && (compare === undefined ? a !== false : compare(a, b));
    return negated ? !isTrue : isTrue;
  }

  return (name: string): unknown[] =>
    rules
      .filter((rule) => rule.kind === 'complete' && rule.name === name && holdsAll(rule.body, {}))
      .map(({ value }) => resolve(value, {}));
}

const ANSWERS: readonly Answer[] = ['allow', 'ask', 'deny', 'hide'];

/** The decision of a call. Two rules that decide otherwise are an error, as in OPA. */
export const readOpa: Reader = (text) => {
  const { otherwise, rules } = parseModule(text);
  return (input) => {
    const [decision = otherwise, ...others] = evaluator(rules, input)('decision');
    if (others.some((other) => other !== decision)) throw new Error('two rules decide otherwise');
    const answer = ANSWERS.find((one) => one === decision);
    if (answer === undefined) throw new Error(`${String(decision)} is no decision`);
    return answer;
  };
};

/** The limit of a call, where one is named. */
export const readOpaLimit =
  (text: string) =>
  (input: unknown): unknown => {
    const [limit] = evaluator(parseModule(text).rules, input)('limit');
    return limit ?? null;
  };
