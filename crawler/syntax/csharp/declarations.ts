import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import {
  callOf,
  fieldNamed,
  functionOf,
  locate,
  memberOf,
  nameOf,
  statementOf,
  typeOf,
  typeRef,
} from '../program/build.ts';
import type { Argument, Field, FunctionNode, TypeDeclaration } from '../program/ir.ts';
import { attributesOf } from './attributes.ts';
import { docAbove } from './doc.ts';
import { lowerExpression } from './expressions.ts';
import { modifiersOf, parametersOf } from './functions.ts';
import {
  lowerConstructor,
  lowerFields,
  lowerMethod,
  lowerPrimaryConstructor,
  lowerProperty,
} from './members.ts';
import { conditionOf } from './preprocessor.ts';
import { isType, lowerType, typeParameterNames } from './types.ts';

const FORMS: ReadonlyMap<string, TypeDeclaration['form']> = new Map([
  ['class_declaration', 'class'],
  ['record_declaration', 'class'],
  ['record_struct_declaration', 'struct'],
  ['struct_declaration', 'struct'],
  ['interface_declaration', 'interface'],
  ['enum_declaration', 'enum'],
]);

/** Children with what stands between `#if` and `#endif` among them: of a symbol that is known one side, of any other both. */
export function openConditions(node: SyntaxNode): SyntaxNode[] {
  return node.children.flatMap((each) => {
    if (each.type === 'preproc_else') return openConditions(each);
    if (each.type !== 'preproc_if' && each.type !== 'preproc_elif') return [each];
    const test = conditionOf(child(each, 'condition') ?? each);
    const known = test.kind === 'literal' ? test.value === true : undefined;
    const alternative = child(each, 'alternative');
    const own = openConditions({ ...each, children: each.children.filter((part) => part.label === '') });
    const other = alternative ? openConditions({ ...each, children: [alternative] }) : [];
    return [...(known === false ? [] : own), ...(known === true ? [] : other)];
  });
}

export function lowerTypeDeclaration(node: SyntaxNode): TypeDeclaration | undefined {
  const form = FORMS.get(node.type);
  const name = child(node, 'name');
  if (form === undefined || !name) return undefined;
  const body = child(node, 'body');
  const parts = body ? openConditions(body) : [];
  const header = {
    form,
    name: textOf(name),
    typeParameters: typeParameterNames(node),
    bases: basesOf(node),
    modifiers: modifiersOf(node),
    attributes: attributesOf(node),
    doc: docAbove(node),
  };
  if (form === 'enum') return typeOf(locate(node), { ...header, cases: parts.flatMap(lowerCase) });
  return typeOf(locate(node), { ...header, ...membersOf(node, parts) });
}

function basesOf(node: SyntaxNode) {
  const list = childOfType(node, 'base_list');
  return list ? list.children.filter(isType).flatMap((each) => lowerType(each) ?? []) : [];
}

function lowerCase(node: SyntaxNode): TypeDeclaration['cases'][number][] {
  const [name, value] = [child(node, 'name'), child(node, 'value')];
  if (node.type !== 'enum_member_declaration' || !name) return [];
  return [
    {
      name: textOf(name),
      value: value ? lowerExpression(value) : null,
      attributes: attributesOf(node),
      doc: docAbove(node),
    },
  ];
}

type Members = Pick<TypeDeclaration, 'fields' | 'methods' | 'types'>;

function membersOf(node: SyntaxNode, parts: readonly SyntaxNode[]): Members {
  const primary = childOfType(node, 'parameter_list');
  const properties = parts.filter((each) => each.type === 'property_declaration').map(lowerProperty);
  const maker = primary ? [lowerPrimaryConstructor(node, primary)] : [];
  return {
    fields: [
      ...(primary && node.type.startsWith('record') ? positionalFields(primary) : []),
      ...parts.filter((each) => each.type === 'field_declaration').flatMap(lowerFields),
      ...properties.flatMap((each) => ('field' in each ? [each.field] : [])),
    ],
    methods: [
      ...maker,
      ...parts.flatMap(methodOf),
      ...properties.flatMap((each) => ('getter' in each ? [each.getter] : [])),
    ],
    types: parts.flatMap((each) => lowerTypeDeclaration(each) ?? []),
  };
}

function methodOf(node: SyntaxNode): FunctionNode[] {
  if (node.type === 'method_declaration') return [lowerMethod(node)];
  const isStatic = node.type === 'constructor_declaration' && modifiersOf(node).includes('static');
  return node.type === 'constructor_declaration' && !isStatic ? [lowerConstructor(node)] : [];
}

/** The properties that a record's header declares. */
function positionalFields(list: SyntaxNode): Field[] {
  return parametersOf(list).map((parameter) =>
    fieldNamed(parameter.name, locate(list), {
      type: parameter.type,
      modifiers: ['public', 'property', parameter.initial ? 'optional' : 'positional'],
      attributes: parameter.attributes,
    }),
  );
}

/** What a static class does to other types: each a function of its own that hands on to the class's. */
export function extensionsOf(type: TypeDeclaration): FunctionNode[] {
  return type.methods.flatMap((method) => {
    const [receiver, ...rest] = method.parameters;
    if (!receiver?.type || !receiver.modifiers.includes('this')) return [];
    const { at } = method;
    const args = [receiver, ...rest].map(
      (each): Argument => ({ name: '', value: nameOf(each.name, at), spread: each.variadic }),
    );
    const target = memberOf(nameOf(type.name, at), method.name, at);
    const call = {
      ...callOf(target, args, at),
      typeArgs: method.typeParameters.map((name) => typeRef(name)),
    };
    return functionOf(at, {
      name: method.name,
      receiver: { name: receiver.name, type: receiver.type },
      parameters: rest,
      typeParameters: method.typeParameters,
      returns: method.returns,
      body: [statementOf(call)],
      yieldsLast: true,
    });
  });
}
