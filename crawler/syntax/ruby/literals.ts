import { child, type SyntaxNode, textOf } from '../node.ts';
import { literal, locate } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';
import type { Lowering } from './lower.ts';
import { dedent, isSingleQuoted, resolveEscape, resolveSingle } from './text.ts';

/** Heredoc bodies stand after the line that begins them: by their order of appearance. */
export type Heredocs = Map<SyntaxNode, SyntaxNode>;

/** Pairs every `<<~NAME` with its body. */
export function findHeredocs(root: SyntaxNode): Heredocs {
  const begun: SyntaxNode[] = [];
  const bodies: SyntaxNode[] = [];
  const visit = (node: SyntaxNode) => {
    if (node.type === 'heredoc_beginning') begun.push(node);
    if (node.type === 'heredoc_body') bodies.push(node);
    node.children.forEach(visit);
  };
  visit(root);
  const inOrder = (a: SyntaxNode, b: SyntaxNode) => a.start - b.start;
  begun.sort(inOrder);
  bodies.sort(inOrder);
  return new Map(begun.flatMap((node, index) => (bodies[index] ? [[node, bodies[index]] as const] : [])));
}

type Part = string | Expression;

function textParts(lowering: Lowering, nodes: readonly (string | SyntaxNode)[]): Part[] {
  return nodes.map((node) => {
    if (typeof node === 'string') return node;
    const inner = node.children[0];
    return inner ? lowering.expression(inner) : '';
  });
}

function asText(parts: readonly Part[], node: SyntaxNode): Expression {
  const at = locate(node);
  if (parts.every((part) => typeof part === 'string')) return literal(parts.join(''), at);
  return { kind: 'template', parts, at };
}

/** The pieces of a quoted text, escapes resolved, holes left as nodes. */
function pieces(node: SyntaxNode, isRaw: boolean): (string | SyntaxNode)[] {
  return node.children.flatMap((each): (string | SyntaxNode)[] => {
    if (each.type === 'interpolation') return [each];
    if (each.type === 'escape_sequence') return [isRaw ? textOf(each) : resolveEscape(textOf(each))];
    if (/content$/.test(each.type)) return [isRaw ? resolveSingle(textOf(each)) : textOf(each)];
    return [];
  });
}

/** Strings, symbols, heredocs, arrays of words. Undefined for what is no literal. */
export function lowerLiteral(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  const word = textOf(node);
  switch (node.type) {
    case 'string':
    case 'delimited_symbol':
    case 'bare_string':
    case 'bare_symbol':
      return asText(textParts(lowering, pieces(node, isSingleQuoted(node))), node);
    case 'chained_string':
      return asText(
        node.children.flatMap((each) => textParts(lowering, pieces(each, isSingleQuoted(each)))),
        node,
      );
    case 'simple_symbol':
      return literal(word.slice(1), at);
    case 'hash_key_symbol':
      return literal(word, at);
    case 'string_array':
    case 'symbol_array':
      return {
        kind: 'list',
        items: node.children.map((each) => ({ name: '', value: lowering.expression(each), spread: false })),
        at,
      };
    case 'heredoc_beginning':
      return heredoc(lowering, node);
    case 'integer':
      return literal(Number(word.replaceAll('_', '')), at);
    case 'float':
      return literal(Number.parseFloat(word.replaceAll('_', '')), at);
    case 'true':
    case 'false':
      return literal(node.type === 'true', at);
    case 'nil':
      return literal(null, at);
    default:
      return undefined;
  }
}

function heredoc(lowering: Lowering, node: SyntaxNode): Expression {
  const body = lowering.heredocs.get(node);
  if (!body) return literal('', locate(node));
  const begin = textOf(node);
  const isRaw = begin.includes("'");
  const nodes = body.children.filter((each) => each.type !== 'heredoc_end');
  const parts = nodes.flatMap((each): (string | SyntaxNode)[] => {
    if (each.type === 'interpolation') return [each];
    if (each.type === 'escape_sequence') return [isRaw ? textOf(each) : resolveEscape(textOf(each))];
    return [textOf(each)];
  });
  const trimmed = trimEnds(parts);
  return asText(textParts(lowering, begin.startsWith('<<~') ? dedent(trimmed) : trimmed), node);
}

/** The line break before the first line and the indentation of the end mark are not part of the text. */
function trimEnds(parts: readonly (string | SyntaxNode)[]): (string | SyntaxNode)[] {
  return parts.map((part, index) => {
    if (typeof part !== 'string') return part;
    const start = index === 0 ? part.replace(/^\r?\n/, '') : part;
    return index === parts.length - 1 ? start.replace(/\n[ \t]*$/, '\n') : start;
  });
}

/** The word before the colon of `key: value`, or the key of `key => value`. */
export const keyOfPair = (lowering: Lowering, pair: SyntaxNode): Expression => {
  const key = child(pair, 'key');
  return key ? lowering.expression(key) : literal('', locate(pair));
};
