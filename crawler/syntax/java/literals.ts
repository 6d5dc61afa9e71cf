import { type SyntaxNode, textOf } from '../node.ts';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['s', ' '],
  ['0', '\0'],
  ['\n', ''],
]);

/** Takes the escapes of Java and Kotlin out of a text. */
export const withoutEscapes = (text: string): string =>
  text.replace(/\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|([\s\S]))/g, (_, unicode, octal, other) => {
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return ESCAPES.get(other) ?? other;
  });

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** JLS 3.10.6: the least indentation of all lines that say something, and of the closing delimiter, is no part of a text block. */
function stripIndent(text: string): string {
  const lines = text.split('\n');
  const counted = lines.filter((line, index) => line.trim() !== '' || index === lines.length - 1);
  const margin = Math.min(...counted.map(indentOf));
  return lines.map((line) => line.slice(margin).trimEnd()).join('\n');
}

/** The characters of a string literal or text block. */
export function stringValue(node: SyntaxNode): string {
  const text = textOf(node).replaceAll('\r\n', '\n');
  if (!text.startsWith('"""')) return withoutEscapes(text.slice(1, -1));
  const body = text.slice(3, -3);
  return withoutEscapes(stripIndent(body.slice(body.indexOf('\n') + 1)));
}

/** The number a literal writes, underscores and suffix aside. */
export function numberValue(node: SyntaxNode): number {
  const text = textOf(node).replaceAll('_', '').toLowerCase();
  if (/^0[xb]/.test(text)) return Number(text.replace(/l$/, ''));
  if (/^0[0-7]+l?$/.test(text)) return Number.parseInt(text, 8);
  return Number.parseFloat(text);
}
