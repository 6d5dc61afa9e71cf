import { child, type SyntaxNode, textOf } from '../node.ts';
import { literal, locate } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';
import type { Lowering } from './lower.ts';

const LETTERS: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  v: '\v',
  e: '\u001b',
  f: '\f',
  '\\': '\\',
  $: '$',
  '"': '"',
};

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g;

/** Escapes of double quotes and heredocs; an unknown one stays as it is written. */
const resolveEscapes = (text: string): string =>
  text.replace(ESCAPE, (all, unicode?: string, hex?: string, octal?: string, letter?: string) => {
    const code = unicode ?? hex;
    if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return letter !== undefined && Object.hasOwn(LETTERS, letter) ? (LETTERS[letter] ?? all) : all;
  });

const PIECE = /^(string_content|escape_sequence|nowdoc_string)$/;

/** Text and holes of a node in their order: what is no hole is taken from the source, white space and all. */
function piecesOf(
  lowering: Lowering,
  body: SyntaxNode,
  range: { start: number; end: number },
): (string | Expression)[] {
  const { text } = body.source;
  const pieces: (string | Expression)[] = [];
  let from = range.start;
  for (const hole of body.children.filter((each) => !PIECE.test(each.type))) {
    const isBraced = text[hole.start - 1] === '{';
    pieces.push(text.slice(from, isBraced ? hole.start - 1 : hole.start), lowering.expression(hole));
    from = isBraced && text[hole.end] === '}' ? hole.end + 1 : hole.end;
  }
  return [...pieces, text.slice(from, range.end)];
}

function asText(pieces: readonly (string | Expression)[], node: SyntaxNode): Expression {
  const at = locate(node);
  const parts = pieces.filter((piece) => piece !== '');
  if (parts.every((part) => typeof part === 'string')) return literal(parts.join(''), at);
  return { kind: 'template', parts, at };
}

export function lowerText(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  if (node.type === 'string') {
    const raw = textOf(node).slice(1, -1);
    return literal(raw.replace(/\\(['\\])/g, '$1'), locate(node));
  }
  if (node.type === 'encapsed_string') {
    const pieces = piecesOf(lowering, node, { start: node.start + 1, end: node.end - 1 });
    return asText(
      pieces.map((piece) => (typeof piece === 'string' ? resolveEscapes(piece) : piece)),
      node,
    );
  }
  if (node.type === 'heredoc' || node.type === 'nowdoc') return lowerHeredoc(lowering, node);
  return undefined;
}

/** The indentation of the end mark is taken off every line. */
function lowerHeredoc(lowering: Lowering, node: SyntaxNode): Expression {
  const [body, end] = [child(node, 'value'), child(node, 'end_tag')];
  if (!body || !end) return literal('', locate(node));
  const { text } = node.source;
  const firstLine = text.indexOf('\n', node.start) + 1;
  const endLine = text.lastIndexOf('\n', end.start);
  const width = end.start - endLine - 1;
  const range = {
    start: firstLine,
    end: Math.max(firstLine, text[endLine - 1] === '\r' ? endLine - 1 : endLine),
  };
  const margin = new RegExp(`^[ \\t]{1,${Math.max(width, 1)}}`, 'gm');
  const pieces = piecesOf(lowering, body, range).map((piece, index) => {
    if (typeof piece !== 'string') return piece;
    const dedented = width === 0 ? piece : dedent(piece, margin, index === 0);
    return node.type === 'heredoc' ? resolveEscapes(dedented) : dedented;
  });
  return asText(pieces, node);
}

/** A piece after a hole begins in the middle of a line, which keeps its space. */
function dedent(piece: string, margin: RegExp, atLineStart: boolean): string {
  if (atLineStart) return piece.replace(margin, '');
  const cut = piece.indexOf('\n');
  return cut < 0 ? piece : piece.slice(0, cut + 1) + piece.slice(cut + 1).replace(margin, '');
}
