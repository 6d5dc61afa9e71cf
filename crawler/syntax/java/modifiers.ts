import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { locate, positional } from '../program/build.ts';
import type { Argument, Attribute } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';

/** The words before a declaration, and its annotations. */
export function lowerModifiers(node: SyntaxNode): { modifiers: string[]; attributes: Attribute[] } {
  const holder = childOfType(node, 'modifiers');
  if (!holder) return { modifiers: [], attributes: [] };
  const annotations = holder.children.filter(isAnnotation);
  return { modifiers: wordsBeside(holder, annotations), attributes: annotations.map(lowerAnnotation) };
}

export const isAnnotation = (node: SyntaxNode): boolean => /^(marker_)?annotation$/.test(node.type);

function wordsBeside(holder: SyntaxNode, annotations: readonly SyntaxNode[]): string[] {
  const { text } = holder.source;
  let from = holder.start;
  const pieces: string[] = [];
  for (const annotation of annotations) {
    pieces.push(text.slice(from, annotation.start));
    from = annotation.end;
  }
  pieces.push(text.slice(from, holder.end));
  return pieces.join(' ').match(/[a-z-]+/g) ?? [];
}

export function lowerAnnotation(node: SyntaxNode): Attribute {
  const name = child(node, 'name');
  const given = childrenIn(child(node, 'arguments'));
  return {
    name: name ? textOf(name).replace(/\s+/g, '') : '',
    args: given.map(lowerElement),
    at: locate(node),
  };
}

function lowerElement(node: SyntaxNode): Argument {
  const [key, value] = [child(node, 'key'), child(node, 'value')];
  if (node.type === 'element_value_pair' && key && value)
    return { name: textOf(key), value: lowerExpression(value), spread: false };
  return positional(lowerExpression(node));
}
