import { type SyntaxNode, textOf } from '../node.ts';
import { literal, locate } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';

/** A literal's value; undefined for a node that is none. */
export function lowerLiteral(node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  switch (node.type) {
    case 'string_literal':
    case 'character_literal':
      return literal(node.children.map(pieceOf).join(''), at);
    case 'verbatim_string_literal':
      return literal(verbatim(textOf(node)), at);
    case 'raw_string_literal':
      return literal(rawString(textOf(node)), at);
    case 'integer_literal':
      return literal(integer(textOf(node)), at);
    case 'real_literal':
      return literal(Number(textOf(node).replace(/[_fFdDmM]/g, '')), at);
    case 'boolean_literal':
      return literal(textOf(node) === 'true', at);
    case 'null_literal':
    case 'default_expression':
      return literal(null, at);
    default:
      return undefined;
  }
}

function integer(text: string): number {
  const digits = text.replaceAll('_', '').replace(/[uUlL]+$/, '');
  return Number(digits);
}

/** Text inside quotes, one escape or a run without any. */
function pieceOf(node: SyntaxNode): string {
  if (node.type === 'escape_sequence') return unescaped(textOf(node));
  return node.type === 'string_literal_encoding' ? '' : textOf(node);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['e', '\u001b'],
]);

/** One escape sequence, backslash included, as the character it stands for. */
export function unescaped(sequence: string): string {
  const code = /^\\[uUx]([0-9a-fA-F]+)$/.exec(sequence)?.[1];
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : sequence;
  }
  const letter = sequence.slice(1);
  return ESCAPES.get(letter) ?? letter;
}

/** `@"…"`: only a doubled quote stands for another character. */
export const verbatim = (text: string): string =>
  text
    .replace(/^@"/, '')
    .replace(/"(u8)?$/, '')
    .replaceAll('""', '"')
    .replaceAll('\r\n', '\n');

/** `"""…"""`: of several lines the first and last are dropped, and the indentation of the last from all. */
export function rawString(text: string): string {
  const inner = text.replace(/^"{3,}/, '').replace(/"{3,}(u8)?$/, '');
  return inner.includes('\n') ? stripIndentation(inner) : inner;
}

export function stripIndentation(inner: string): string {
  const lines = inner.replaceAll('\r\n', '\n').split('\n');
  const indentation = lines.at(-1) ?? '';
  return lines
    .slice(1, -1)
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line.trimStart()))
    .join('\n');
}
