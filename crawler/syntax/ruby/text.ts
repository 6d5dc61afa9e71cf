import { type SyntaxNode, textOf } from '../node.ts';

const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  s: ' ',
  '0': '\0',
  e: '\u001b',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** What an escape in a quoted text stands for. A backslash before a line's end joins the lines. */
export function resolveEscape(written: string): string {
  const unicode = /^\\u\{?([0-9a-fA-F]{1,6})\}?$/.exec(written)?.[1];
  const hex = /^\\x([0-9a-fA-F]{1,2})$/.exec(written)?.[1];
  const code = unicode ?? hex;
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  const letter = written.slice(1);
  if (letter === '\n') return '';
  return ESCAPES[letter] ?? letter;
}

/** In single quotes only the quote and the backslash are escaped. */
export const resolveSingle = (text: string): string => text.replace(/\\(['\\])/g, '$1');

export const isSingleQuoted = (node: SyntaxNode): boolean => /^('|%q)/.test(textOf(node));

/** Takes the indentation that all lines share off a squiggly heredoc; holes count as text. */
export function dedent(parts: readonly (string | SyntaxNode)[]): (string | SyntaxNode)[] {
  const whole = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const lines = whole.split('\n').filter((line) => line.trim() !== '');
  const widths = lines.map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const width = widths.length === 0 ? 0 : Math.min(...widths);
  const margin = new RegExp(`(^|\\n)[ \\t]{0,${width}}`, 'g');
  return parts.map((part, index) => {
    if (typeof part !== 'string') return part;
    const atLineStart = index === 0;
    return part.replace(margin, (all, start: string, offset: number) =>
      offset === 0 && start === '' && !atLineStart ? all : start,
    );
  });
}
