import { type SyntaxNode, textOf } from '../node.ts';
import { locate } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';
import { stripIndentation, unescaped } from './literals.ts';

type Form = 'plain' | 'verbatim' | 'raw';

function formOf(node: SyntaxNode): Form {
  const start = textOf(node).slice(0, 12);
  if (/^\$+"""/.test(start)) return 'raw';
  return /^(\$@|@\$)/.test(start) ? 'verbatim' : 'plain';
}

/** `$"a {b}"` in its three forms. How a value is formatted is left aside. */
export function lowerInterpolation(node: SyntaxNode): Expression {
  const form = formOf(node);
  const parts = node.children.flatMap((part) => partOf(part, form));
  return { kind: 'template', parts: form === 'raw' ? stripParts(parts) : parts, at: locate(node) };
}

function partOf(node: SyntaxNode, form: Form): (string | Expression)[] {
  if (node.type === 'string_content') return [contentOf(textOf(node), form)];
  if (node.type === 'escape_sequence') return [unescaped(textOf(node))];
  if (node.type !== 'interpolation') return [];
  const value = node.children.find((each) => !/^interpolation_/.test(each.type));
  return value ? [lowerExpression(value)] : [];
}

function contentOf(text: string, form: Form): string {
  if (form === 'raw') return text;
  const unbraced = text.replaceAll('{{', '{').replaceAll('}}', '}');
  if (form === 'verbatim') return unbraced.replaceAll('""', '"').replaceAll('\r\n', '\n');
  return unbraced.replace(/\\([uU][0-9a-fA-F]{4,8}|x[0-9a-fA-F]{1,4}|.)/g, unescaped);
}

/** A hole is one character while indentation is stripped, so that lines stay lines. */
function stripParts(parts: readonly (string | Expression)[]): (string | Expression)[] {
  const holes = parts.filter((part) => typeof part !== 'string');
  const text = parts.map((part) => (typeof part === 'string' ? part.replaceAll('\0', '') : '\0')).join('');
  const stripped = text.includes('\n') ? stripIndentation(text) : text;
  return stripped.split('\0').flatMap((piece, index) => {
    const hole = holes[index - 1];
    return hole === undefined ? [piece] : [hole, piece];
  });
}
