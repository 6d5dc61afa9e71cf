/** One token of Rust's source: what macros and attributes are given is not parsed by the grammar. */
export interface Token {
  kind: 'text' | 'number' | 'name' | 'mark';
  /** Of a text: its characters, escapes resolved. */
  value: string;
  line: number;
}

type Read = { token: Omit<Token, 'line'>; end: number };

const LETTERS: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

const ESCAPE = /\\(?:u\{([0-9a-fA-F_]{1,8})\}|x([0-9a-fA-F]{2})|(\r?\n\s*)|([\s\S]))/g;

/** Escapes of a quoted text. A backslash before a line's end takes the white space after it away. */
export const resolveEscapes = (text: string): string =>
  text.replace(ESCAPE, (all, unicode?: string, hex?: string, lines?: string, letter?: string) => {
    const code = unicode?.replaceAll('_', '') ?? hex;
    if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    if (lines !== undefined) return '';
    return letter !== undefined && Object.hasOwn(LETTERS, letter) ? (LETTERS[letter] ?? all) : all;
  });

const RAW = /b?r(#{0,8})"/y;
const QUOTED = /b?"((?:[^"\\]|\\[\s\S])*)"/y;
const CHARACTER = /b?'((?:[^'\\]|\\[^u]|\\u\{[0-9a-fA-F]+\}))'/y;
const NUMBER = /\d[\d_]*(?:\.\d[\d_]*)?(?:[iuf]\w+)?/y;
const NAME = /(?:r#)?[A-Za-z_]\w*/y;
const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const MARK = /::|=>|->|[\s\S]/y;

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function rawText(text: string, index: number): Read | undefined {
  const start = at(RAW, text, index);
  if (!start) return undefined;
  const close = `"${start[1] ?? ''}`;
  const from = index + start[0].length;
  const end = text.indexOf(close, from);
  if (end < 0) return undefined;
  return { token: { kind: 'text', value: text.slice(from, end) }, end: end + close.length };
}

function nextToken(text: string, index: number): Read {
  const raw = rawText(text, index);
  if (raw) return raw;
  const quoted = at(QUOTED, text, index) ?? at(CHARACTER, text, index);
  if (quoted)
    return { token: { kind: 'text', value: resolveEscapes(quoted[1] ?? '') }, end: index + quoted[0].length };
  const number = at(NUMBER, text, index);
  if (number) return { token: { kind: 'number', value: number[0] }, end: index + number[0].length };
  const name = at(NAME, text, index);
  if (name)
    return { token: { kind: 'name', value: name[0].replace(/^r#/, '') }, end: index + name[0].length };
  const mark = at(MARK, text, index);
  return { token: { kind: 'mark', value: mark?.[0] ?? '' }, end: index + Math.max(1, mark?.[0].length ?? 1) };
}

/** Macros longer than any person writes are cut off. */
const MAX_TOKENS = 50_000;

const linesIn = (text: string): number => text.split('\n').length - 1;

/** The tokens of a text that begins on a line of its file. */
export function tokenise(text: string, firstLine: number): Token[] {
  const tokens: Token[] = [];
  let line = firstLine;
  let index = 0;
  while (index < text.length && tokens.length < MAX_TOKENS) {
    const space = at(SPACE, text, index);
    const read = space ? undefined : nextToken(text, index);
    if (read) tokens.push({ ...read.token, line });
    const end = read ? read.end : index + (space?.[0].length ?? 1);
    line += linesIn(text.slice(index, end));
    index = end;
  }
  return tokens;
}
