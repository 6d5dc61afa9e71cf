import { child, childrenIn, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { locate } from '../program/build.ts';
import { ELEMENT } from '../program/element.ts';
import type { Expression, Field, Parameter, TypeRef } from '../program/ir.ts';
import { stringOf } from './literals.ts';
import { partsOf } from './nodes.ts';

export const named = (name: string, args: readonly TypeRef[] = []): TypeRef => ({
  name,
  args,
  nullable: false,
});

/** What the literals in a composite literal of a type are of, where they do not say it themselves. */
export function elementOf(type: TypeRef): TypeRef {
  if (type.name === '[]') return type.args[0] ?? named('any');
  if (type.name === '{}') return type.args[1] ?? named('any');
  return named(ELEMENT, [type]);
}

const TYPES: ReadonlySet<string> = new Set([
  'type_identifier',
  'qualified_type',
  'pointer_type',
  'generic_type',
  'slice_type',
  'array_type',
  'implicit_length_array_type',
  'map_type',
  'function_type',
  'channel_type',
  'struct_type',
  'interface_type',
  'parenthesized_type',
  'type_elem',
]);

export const isType = (node: SyntaxNode): boolean => TYPES.has(node.type);

/** A type as written. Pointers are what they point to, and nullable; functions have their parameters as arguments. */
export function lowerType(node: SyntaxNode): TypeRef {
  switch (node.type) {
    case 'pointer_type':
      return { ...innerType(node), nullable: true };
    case 'parenthesized_type':
    case 'type_elem':
    case 'negated_type':
    case 'type_constraint':
      return innerType(node);
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type':
      return named('[]', [fieldType(node, 'element')]);
    case 'map_type':
      return named('{}', [fieldType(node, 'key'), fieldType(node, 'value')]);
    case 'generic_type':
      return named(
        fieldType(node, 'type').name,
        typeArguments(node.children.find((each) => each.type === 'type_arguments')),
      );
    case 'function_type':
      return named('()', functionTypes(node));
    case 'channel_type':
      return named('chan', [fieldType(node, 'value')]);
    case 'struct_type':
      return { ...named(''), members: lowerFields(node) };
    case 'interface_type':
      return named('any');
    default:
      return named(textOf(node));
  }
}

function innerType(node: SyntaxNode): TypeRef {
  const [inner] = partsOf(node);
  return inner ? lowerType(inner) : named('any');
}

function fieldType(node: SyntaxNode, label: string): TypeRef {
  const found = child(node, label);
  return found ? lowerType(found) : named('any');
}

const functionTypes = (node: SyntaxNode): TypeRef[] => {
  const parameters = child(node, 'parameters');
  return parameters ? lowerParameters(parameters).map((each) => each.type ?? named('any')) : [];
};

/** `[A, B]` */
export const typeArguments = (node: SyntaxNode | undefined): TypeRef[] =>
  node ? partsOf(node).map(lowerType) : [];

/** Parameters of a list, each name on its own. A parameter without a name is called `_`. */
export function lowerParameters(list: SyntaxNode): Parameter[] {
  return list.children
    .filter((each) => each.type.endsWith('parameter_declaration'))
    .flatMap((each) => {
      const type = child(each, 'type');
      const names = childrenOf(each, 'name').filter((name) => name.type !== ',');
      return (names.length > 0 ? names.map(textOf) : ['_']).map((name) => ({
        name,
        type: type ? lowerType(type) : null,
        initial: null,
        variadic: each.type === 'variadic_parameter_declaration',
        attributes: [],
        modifiers: [],
      }));
    });
}

/** Fields of a struct, each name on its own; an embedded one is named after its type. */
export function lowerFields(struct: SyntaxNode): Field[] {
  const list = struct.children.find((each) => each.type === 'field_declaration_list');
  return childrenIn(list)
    .filter((each) => each.type === 'field_declaration')
    .flatMap(lowerField);
}

/** Types of the standard library that are ready to use before anything is put there. */
const READY = /^(atomic\.(Pointer|Value|Bool)|sync\.(Once|Map)|strings\.Builder|bytes\.Buffer)$/;

const emptyOf = (type: TypeRef, node: SyntaxNode): Expression => ({
  kind: 'construct',
  type,
  args: [],
  fields: [],
  at: locate(node),
});

function lowerField(node: SyntaxNode): Field[] {
  const typeNode = child(node, 'type');
  const type = typeNode ? lowerType(typeNode) : named('any');
  const isPointer = textOf(node).startsWith('*');
  const tag = child(node, 'tag');
  const names = childrenOf(node, 'name').filter((name) => name.type !== ',');
  const common = {
    initial: null,
    modifiers: [],
    attributes: [],
    tag: tag ? stringOf(tag) : '',
    doc: '',
    at: locate(node),
  };
  const initial: Expression | null = READY.test(type.name) && !type.nullable ? emptyOf(type, node) : null;
  if (names.length > 0)
    return names.map((name) => ({ ...common, name: textOf(name), type, initial, embedded: false }));
  const own = type.name.split('.').at(-1) ?? type.name;
  return [{ ...common, name: own, type: { ...type, nullable: type.nullable || isPointer }, embedded: true }];
}
