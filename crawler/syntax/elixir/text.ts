import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import { literal, locate } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';
import type { Lowering } from './lower.ts';

const LETTERS: Record<string, string> = {
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

function resolveEscape(written: string): string {
  const code =
    /^\\u\{?([0-9a-fA-F]{1,6})\}?$/.exec(written)?.[1] ?? /^\\x([0-9a-fA-F]{1,2})$/.exec(written)?.[1];
  if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
  const letter = written.slice(1);
  if (letter === '\n') return '';
  return Object.hasOwn(LETTERS, letter) ? (LETTERS[letter] ?? letter) : letter;
}

type Part = string | Expression;

/** The text between the quotes, escapes resolved, holes lowered. */
function partsOf(lowering: Lowering, node: SyntaxNode): Part[] {
  return node.children.flatMap((each): Part[] => {
    if (each.type === 'quoted_content') return [textOf(each)];
    if (each.type === 'escape_sequence') return [resolveEscape(textOf(each))];
    const inner = each.type === 'interpolation' ? each.children[0] : undefined;
    return inner ? [lowering.expression(inner)] : [];
  });
}

/** A heredoc begins after its first line break; the indentation of its end mark is taken off every line. */
function dedent(parts: readonly Part[]): Part[] {
  const last = parts.at(-1);
  const width = typeof last === 'string' ? (/\n([ \t]*)$/.exec(last)?.[1]?.length ?? 0) : 0;
  const margin = new RegExp(`\\n[ \\t]{0,${width}}`, 'g');
  return parts.map((part, index) => {
    if (typeof part !== 'string') return part;
    const dedented = part.replace(margin, '\n');
    return index === 0 ? dedented.replace(/^\r?\n/, '') : dedented;
  });
}

function asText(parts: readonly Part[], node: SyntaxNode): Expression {
  const at = locate(node);
  if (parts.every((part) => typeof part === 'string')) return literal(parts.join(''), at);
  return { kind: 'template', parts, at };
}

const isHeredoc = (node: SyntaxNode): boolean =>
  /^("""|''')/.test(textOf(child(node, 'quoted_start') ?? node));

/** Strings, charlists, heredocs, atoms and sigils. Undefined for what is none. */
export function lowerText(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  switch (node.type) {
    case 'string':
    case 'charlist':
    case 'quoted_atom': {
      const parts = partsOf(lowering, node);
      return asText(isHeredoc(node) ? dedent(parts) : parts, node);
    }
    case 'atom':
      return literal(textOf(node).slice(1), at);
    case 'sigil':
      return lowerSigil(lowering, node);
    default:
      return undefined;
  }
}

/** `~w(a b)` is a list of words; `~S` and `~s` are texts. */
function lowerSigil(lowering: Lowering, node: SyntaxNode): Expression {
  const name = textOf(childOfType(node, 'sigil_name') ?? node);
  const parts = partsOf(lowering, node);
  if (!/^[wW]$/.test(name)) return asText(isHeredoc(node) ? dedent(parts) : parts, node);
  const words = parts
    .map((part) => (typeof part === 'string' ? part : ''))
    .join('')
    .trim()
    .split(/\s+/);
  const at = locate(node);
  return {
    kind: 'list',
    items: words.map((word) => ({ name: '', value: literal(word, at), spread: false })),
    at,
  };
}
