import { type SyntaxNode, textOf } from '../node.ts';
import { literal, locate, opaque } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
]);

const withoutEscapes = (text: string): string =>
  text.replace(/\\(?:u\{([0-9a-fA-F]{1,8})\}|\n[ \t]*|([\s\S]))/g, (_, unicode, other) => {
    if (unicode !== undefined) return codePoint(Number.parseInt(unicode, 16));
    return other === undefined ? '' : (ESCAPES.get(other) ?? other);
  });

const codePoint = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');

interface Piece {
  text: string;
  hole: SyntaxNode | undefined;
}

/** The raw text between the quotes, cut at its interpolations. */
function piecesOf(node: SyntaxNode, quotes: number): Piece[] {
  const { text } = node.source;
  const end = node.end - quotes;
  let from = node.start + quotes;
  const pieces: Piece[] = [];
  for (const hole of node.children.filter((each) => each.type === 'interpolated_expression')) {
    const opens = text.lastIndexOf('\\', hole.start);
    pieces.push({ text: text.slice(from, Math.max(from, opens)), hole });
    from = text.charAt(hole.end) === ')' ? hole.end + 1 : hole.end;
  }
  return [...pieces, { text: text.slice(from, end), hole: undefined }];
}

/** Lines of a multi-line text begin where its closing quotes do. */
function withoutMargin(pieces: readonly Piece[]): Piece[] {
  const margin = /\n([ \t]*)$/.exec(pieces.at(-1)?.text ?? '')?.[1]?.length ?? 0;
  const cut = new RegExp(`\\n[ \\t]{0,${margin}}`, 'g');
  return pieces.map((piece, index) => {
    const text = piece.text.replaceAll('\r\n', '\n').replace(cut, '\n');
    const isLast = index === pieces.length - 1;
    const started = index === 0 ? text.replace(/^\n/, '') : text;
    return { ...piece, text: isLast ? started.replace(/\n?$/, '') : started };
  });
}

export function lowerString(node: SyntaxNode): Expression {
  const isMulti = textOf(node).startsWith('"""');
  const raw = piecesOf(node, isMulti ? 3 : 1);
  const pieces = isMulti ? withoutMargin(raw) : raw;
  const parts = pieces.flatMap(({ text, hole }): (string | Expression)[] => {
    const inner = hole?.children.at(-1);
    const value = hole && (inner ? lowerExpression(inner) : opaque(hole));
    return value ? [withoutEscapes(text), value] : [withoutEscapes(text)];
  });
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') return literal(only, locate(node));
  return { kind: 'template', parts, at: locate(node) };
}

/** `#"…"#`: as it stands; one that interpolates with as many signs is not followed. */
export function lowerRawString(node: SyntaxNode): Expression {
  const text = textOf(node);
  const [signs = ''] = /^#+/.exec(text) ?? [];
  if (text.includes(`\\${signs}(`)) return opaque(node);
  const inside = text.slice(signs.length, -signs.length);
  if (!inside.startsWith('"""')) return literal(inside.slice(1, -1), locate(node));
  const [only] = withoutMargin([{ text: inside.slice(3, -3), hole: undefined }]);
  return only ? literal(only.text, locate(node)) : opaque(node);
}
