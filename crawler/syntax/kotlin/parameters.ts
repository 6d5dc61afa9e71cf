import { childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { fieldNamed, locate } from '../program/build.ts';
import type { Expression, Field, Parameter } from '../program/ir.ts';
import { lowerModifiers } from './annotations.ts';
import { lowerExpression } from './expressions.ts';
import { isTypeNode, lowerType } from './types.ts';

/** Parameters; a default stands behind the one it belongs to, words and annotations before it. */
export function lowerParameters(node: SyntaxNode | undefined): Parameter[] {
  const all = childrenIn(node);
  return all.flatMap((each, index): Parameter[] => {
    if (each.type !== 'parameter') return [];
    const before = all[index - 1];
    const after = all[index + 1];
    const words = before?.type === 'parameter_modifiers' ? before : undefined;
    const hasDefault =
      after !== undefined && after.type !== 'parameter' && after.type !== 'parameter_modifiers';
    return [lowerParameter(each, words, hasDefault ? lowerExpression(after) : null)];
  });
}

function lowerParameter(
  node: SyntaxNode,
  words: SyntaxNode | undefined,
  initial: Expression | null,
): Parameter {
  const type = node.children.find(isTypeNode);
  const { modifiers, attributes } = lowerModifiers(words);
  return {
    name: textOf(childOfType(node, 'simple_identifier') ?? node),
    type: type ? lowerType(type) : null,
    initial,
    variadic: modifiers.includes('vararg'),
    attributes,
    modifiers,
  };
}

export function lowerClassParameter(node: SyntaxNode): Parameter {
  const type = node.children.find(isTypeNode);
  const name = childOfType(node, 'simple_identifier');
  const last = node.children.at(-1);
  const hasDefault = last !== undefined && last !== type && last !== name;
  const { modifiers, attributes } = lowerModifiers(childOfType(node, 'modifiers'));
  const isProperty = childOfType(node, 'binding_pattern_kind') !== undefined;
  return {
    name: name ? textOf(name) : '',
    type: type ? lowerType(type) : null,
    initial: hasDefault ? lowerExpression(last) : null,
    variadic: modifiers.includes('vararg'),
    attributes,
    modifiers: isProperty ? [...modifiers, 'val'] : modifiers,
  };
}

export const fieldOf = ({ name, type, attributes, initial }: Parameter, node: SyntaxNode): Field =>
  fieldNamed(name, locate(node), {
    type: type && initial !== null ? { ...type, nullable: true } : type,
    attributes,
  });
