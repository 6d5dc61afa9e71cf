import { child, childOfType, childrenIn, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { locate } from '../program/build.ts';
import type { Expression, FunctionNode, TypeDeclaration, ValueDeclaration } from '../program/ir.ts';
import { embeddedFile } from './embed.ts';
import { lowerExpression, lowerFunction } from './expressions.ts';
import { partsOf } from './nodes.ts';
import { severalOf } from './statements.ts';
import { lowerFields, lowerParameters, lowerType } from './types.ts';
import { zeroOf } from './zero.ts';

const namesOf = (node: SyntaxNode): string[] =>
  childrenOf(node, 'name')
    .filter((each) => each.type !== ',')
    .map(textOf);

function specsOf(node: SyntaxNode, type: string): SyntaxNode[] {
  return node.children.flatMap((each) =>
    each.type === type ? [each] : each.type === `${type}_list` ? specsOf(each, type) : [],
  );
}

/** `var` with one or many. */
export const lowerVariables = (node: SyntaxNode): ValueDeclaration[] =>
  specsOf(node, 'var_spec').map((spec) => {
    const typeNode = child(spec, 'type');
    const type = typeNode ? lowerType(typeNode) : null;
    const value = child(spec, 'value');
    const names = namesOf(spec);
    const at = locate(spec);
    const initial = value
      ? severalOf(partsOf(value), names.length)
      : (embeddedFile(spec, type) ?? (type && zeroOf(type, at)));
    return { ...plain, names, type, initial, at };
  });

const plain = { kind: 'value', modifiers: [], attributes: [] } as const;

/** `const` with one or many: one without a value repeats the one before, each on a line of its own. */
export function lowerConstants(node: SyntaxNode): ValueDeclaration[] {
  let values: readonly SyntaxNode[] = [];
  return specsOf(node, 'const_spec').flatMap((spec, iota) => {
    const own = child(spec, 'value');
    if (own) values = partsOf(own);
    return namesOf(spec).map((name, index): ValueDeclaration => {
      const value = values[index];
      const initial: Expression | null = value ? lowerExpression(value, iota) : null;
      return { ...plain, names: [name], type: null, initial, at: locate(spec) };
    });
  });
}

export const lowerTypes = (node: SyntaxNode): TypeDeclaration[] =>
  node.children.filter((each) => each.type === 'type_spec' || each.type === 'type_alias').map(lowerTypeSpec);

function lowerTypeSpec(spec: SyntaxNode): TypeDeclaration {
  const type = child(spec, 'type');
  const name = child(spec, 'name');
  const common = {
    kind: 'type',
    name: name ? textOf(name) : '',
    typeParameters: typeParameters(spec),
    baseArgs: [],
    methods: [],
    types: [],
    cases: [],
    body: [],
    modifiers: [],
    attributes: [],
    doc: '',
    at: locate(spec),
  } as const;
  if (type?.type === 'struct_type')
    return { ...common, form: 'struct', bases: [], fields: lowerFields(type) };
  if (type?.type === 'interface_type') return { ...common, form: 'interface', bases: [], fields: [] };
  return { ...common, form: 'alias', bases: type ? [lowerType(type)] : [], fields: [] };
}

function typeParameters(node: SyntaxNode): string[] {
  const list = childOfType(node, 'type_parameter_list');
  return childrenIn(list).flatMap(namesOf);
}

/** A function or a method. */
export function lowerDeclaredFunction(node: SyntaxNode): FunctionNode {
  const name = child(node, 'name');
  const lowered = lowerFunction(node, name ? textOf(name) : '');
  const receivers = child(node, 'receiver');
  const [receiver] = receivers ? lowerParameters(receivers) : [];
  return {
    ...lowered,
    typeParameters: typeParameters(node),
    receiver: receiver?.type
      ? { name: receiver.name === '_' ? '' : receiver.name, type: receiver.type }
      : null,
  };
}
