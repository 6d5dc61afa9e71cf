import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { callOf, fieldNamed, functionOf, locate, memberOf, statementOf } from '../program/build.ts';
import type { Argument, Expression, Field, FunctionNode, Statement } from '../program/ir.ts';
import { attributesOf } from './attributes.ts';
import { docAbove } from './doc.ts';
import { argumentsOf, lowerExpression } from './expressions.ts';
import { bodyOf, modifiersOf, parametersOf } from './functions.ts';
import { initializerOf } from './statements.ts';
import { lowerType, typeParameterNames } from './types.ts';

const nameIn = (node: SyntaxNode): string => {
  const name = child(node, 'name');
  return name ? textOf(name).replace(/^@/, '') : '';
};

/** Constants are static, whether they say so or not. */
const fieldModifiers = (node: SyntaxNode): string[] => {
  const modifiers = modifiersOf(node);
  return modifiers.includes('const') ? [...modifiers, 'static'] : modifiers;
};

/** `private const string A = "x", B = "y";` */
export function lowerFields(node: SyntaxNode): Field[] {
  const declaration = childOfType(node, 'variable_declaration');
  const type = declaration ? lowerType(child(declaration, 'type')) : null;
  const declarators = declaration?.children.filter((each) => each.type === 'variable_declarator') ?? [];
  return declarators.map((declarator) => {
    const initial = initializerOf(declarator);
    return fieldNamed(nameIn(declarator), locate(node), {
      type,
      initial: initial ? lowerExpression(initial, type) : null,
      modifiers: fieldModifiers(node),
      attributes: attributesOf(node),
      doc: docAbove(node),
    });
  });
}

/** A property is a field where it holds something, and a getter where it works it out. */
export function lowerProperty(node: SyntaxNode): { field: Field } | { getter: FunctionNode } {
  const value = child(node, 'value');
  const body = value?.type === 'arrow_expression_clause' ? value : getterBody(node);
  const type = lowerType(child(node, 'type'));
  const shared = {
    name: nameIn(node),
    attributes: attributesOf(node),
    doc: docAbove(node),
  };
  if (body)
    return {
      getter: functionOf(locate(node), {
        ...shared,
        returns: type,
        getter: true,
        modifiers: modifiersOf(node),
        ...bodyOf(body),
      }),
    };
  const initial = value ? lowerExpression(value, type) : null;
  const modifiers = [...modifiersOf(node), 'property'];
  return { field: { ...shared, type, initial, modifiers, tag: '', embedded: false, at: locate(node) } };
}

function getterBody(node: SyntaxNode): SyntaxNode | undefined {
  const accessors = childrenIn(child(node, 'accessors'));
  const getter = accessors.find((each) => nameIn(each) === 'get');
  return getter && child(getter, 'body');
}

export function lowerMethod(node: SyntaxNode): FunctionNode {
  const body = child(node, 'body');
  const hasNone = body === undefined && !modifiersOf(node).includes('partial');
  return functionOf(locate(node), {
    name: nameIn(node),
    parameters: parametersOf(child(node, 'parameters')),
    typeParameters: typeParameterNames(node),
    returns: lowerType(child(node, 'returns') ?? child(node, 'type')),
    modifiers: [...modifiersOf(node), ...(hasNone ? ['abstract'] : [])],
    attributes: attributesOf(node),
    doc: docAbove(node),
    ...bodyOf(body),
  });
}

const selfCall = (node: SyntaxNode, args: readonly Argument[]): Statement => {
  const at = locate(node);
  return statementOf(callOf(memberOf({ kind: 'self', at }, 'constructor', at), args, at));
};

const superCall = (node: SyntaxNode, args: readonly Argument[]): Statement =>
  statementOf(callOf({ kind: 'super', at: locate(node) } satisfies Expression, args, locate(node)));

/** A constructor that does not say which other it calls calls its base's. */
export function lowerConstructor(node: SyntaxNode): FunctionNode {
  const initializer = childOfType(node, 'constructor_initializer');
  const args = argumentsOf(initializer && childOfType(initializer, 'argument_list'));
  const callsOwn = initializer !== undefined && /^:\s*this\b/.test(textOf(initializer));
  const { body } = bodyOf(child(node, 'body'));
  return functionOf(locate(node), {
    name: 'constructor',
    parameters: parametersOf(child(node, 'parameters')),
    modifiers: modifiersOf(node),
    attributes: attributesOf(node),
    body: [callsOwn ? selfCall(node, args) : superCall(node, args), ...body],
  });
}

/** `class A(int x) : B(x)`: its parameters are in reach in the whole type. */
export function lowerPrimaryConstructor(node: SyntaxNode, parameters: SyntaxNode): FunctionNode {
  const bases = childOfType(node, 'base_list');
  const args = argumentsOf(bases && childOfType(bases, 'argument_list'));
  return functionOf(locate(parameters), {
    name: 'constructor',
    parameters: parametersOf(parameters),
    modifiers: ['primary'],
    body: [superCall(node, args)],
  });
}
