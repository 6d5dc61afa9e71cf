import { type SyntaxNode, textOf } from '../node.ts';
import { locate, opaque } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** `\n`, `\x41`, `\u00e9`, `\U0001f600`, `\101`. Bytes above 127 that are written one by one are taken for characters. */
function withoutEscapes(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g,
    (_, x?: string, u?: string, long?: string, octal?: string, letter?: string) => {
      if (letter !== undefined) return ESCAPES[letter] ?? letter;
      const code = octal ? Number.parseInt(octal, 8) : Number.parseInt(x ?? u ?? long ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '�';
    },
  );
}

/** The characters of a string literal of either kind. */
export function stringOf(node: SyntaxNode): string {
  const text = textOf(node);
  if (node.type === 'raw_string_literal') return text.slice(1, -1).replaceAll('\r', '');
  return withoutEscapes(text.slice(1, -1));
}

function numberOf(node: SyntaxNode): number | undefined {
  const text = textOf(node).replaceAll('_', '');
  const octal = /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
  return Number.isFinite(octal) ? octal : undefined;
}

/** A literal's value; undefined for what is not a literal. `iota` is a literal whose value depends on its line. */
export function lowerLiteral(node: SyntaxNode, iota: number): Expression | undefined {
  const at = locate(node);
  switch (node.type) {
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return { kind: 'literal', value: stringOf(node), at };
    case 'int_literal':
    case 'float_literal': {
      const value = numberOf(node);
      return value === undefined ? opaque(node) : { kind: 'literal', value, at };
    }
    case 'rune_literal':
      return { kind: 'literal', value: withoutEscapes(textOf(node).slice(1, -1)), at };
    case 'true':
    case 'false':
      return { kind: 'literal', value: node.type === 'true', at };
    case 'nil':
      return { kind: 'literal', value: null, at };
    case 'iota':
      return { kind: 'literal', value: iota, at };
    default:
      return undefined;
  }
}
