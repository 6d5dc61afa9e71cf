// https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
import { childOfType, type SyntaxNode, textOf } from '../node.ts';

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
]);

const ESCAPE = /\\(\r?\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]{1,80}\}|[\s\S])/g;

function decodeEscape(whole: string, body: string): string {
  if (body.endsWith('\n')) return '';
  if (/^[0-7]/.test(body)) return String.fromCharCode(Number.parseInt(body, 8));
  const code = Number.parseInt(body.slice(1), 16);
  if (/^[xuU]./.test(body) && code <= 0x10ffff) return String.fromCodePoint(code);
  return SIMPLE.get(body) ?? whole;
}

export interface StringPrefix {
  raw: boolean;
  bytes: boolean;
  formatted: boolean;
}

export function readPrefix(node: SyntaxNode): StringPrefix {
  const start = childOfType(node, 'string_start');
  const letters = start === undefined ? '' : textOf(start).toLowerCase();
  return { raw: letters.includes('r'), bytes: letters.includes('b'), formatted: letters.includes('f') };
}

/** The characters that a `string_content` node stands for. */
export function decodeContent(content: string, prefix: StringPrefix): string {
  const braces = prefix.formatted ? content.replaceAll('{{', '{').replaceAll('}}', '}') : content;
  const lines = braces.replaceAll('\r\n', '\n');
  return prefix.raw ? lines : lines.replace(ESCAPE, decodeEscape);
}
