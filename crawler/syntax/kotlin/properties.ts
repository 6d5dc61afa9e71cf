import { childOfType, type SyntaxNode, textOf } from '../node.ts';
import { fieldNamed, functionOf, literal, locate, opaque } from '../program/build.ts';
import type { Declaration, Expression, Field, FunctionNode } from '../program/ir.ts';
import { lowerModifiers } from './annotations.ts';
import { variableNames } from './expressions.ts';
import { initialOf, lowerFunctionBody } from './statements.ts';
import { isTypeNode, lowerType } from './types.ts';

export const nameOfProperty = (node: SyntaxNode): string => {
  const declared = childOfType(node, 'variable_declaration');
  return declared ? textOf(childOfType(declared, 'simple_identifier') ?? declared) : '';
};

export function lowerField(node: SyntaxNode, initial: Expression | null): Field {
  const type = childOfType(node, 'variable_declaration')?.children.find(isTypeNode);
  return fieldNamed(nameOfProperty(node), locate(node), {
    type: type ? lowerType(type) : null,
    initial,
    ...lowerModifiers(childOfType(node, 'modifiers')),
  });
}

export function lowerGetter(property: SyntaxNode, getter: SyntaxNode): FunctionNode {
  return functionOf(locate(property), {
    name: nameOfProperty(property),
    getter: true,
    ...lowerFunctionBody(getter),
    ...lowerModifiers(childOfType(property, 'modifiers')),
  });
}

/** A getter belongs to the property that it stands in or behind. */
export function getterOf(property: SyntaxNode, siblings: readonly SyntaxNode[]): SyntaxNode | undefined {
  const next = siblings[siblings.indexOf(property) + 1];
  const getter = childOfType(property, 'getter') ?? (next?.type === 'getter' ? next : undefined);
  return getter && childOfType(getter, 'function_body') ? getter : undefined;
}

/** A property outside types: its value, or what its getter gives. */
export function lowerTopProperty(node: SyntaxNode): Declaration {
  const several = childOfType(node, 'multi_variable_declaration');
  const getter = getterOf(node, []);
  const type = childOfType(node, 'variable_declaration')?.children.find(isTypeNode);
  const body = getter && lowerFunctionBody(getter);
  const initial: Expression | null = body?.yieldsLast
    ? { kind: 'block', body: body.body, at: locate(node) }
    : getter
      ? opaque(node)
      : initialOf(node);
  return {
    kind: 'value',
    names: several ? variableNames(several) : [nameOfProperty(node)],
    type: type ? lowerType(type) : null,
    initial: initial ?? literal(null, locate(node)),
    ...lowerModifiers(childOfType(node, 'modifiers')),
    at: locate(node),
  };
}
