import { child, childOfType, childrenIn, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { callOf, fieldNamed, functionOf, literal, locate, statementOf, typeOf } from '../program/build.ts';
import type {
  Expression,
  Field,
  FunctionNode,
  Parameter,
  Statement,
  TypeDeclaration,
  TypeRef,
} from '../program/ir.ts';
import { declaredType, lowerArguments, lowerExpression } from './expressions.ts';
import { lowerModifiers } from './modifiers.ts';
import { lowerBody } from './statements.ts';
import { arrayOf, lowerType, typeOf as typeOfNode, typeParameters } from './types.ts';

const FORMS: ReadonlyMap<string, TypeDeclaration['form']> = new Map([
  ['class_declaration', 'class'],
  ['record_declaration', 'struct'],
  ['enum_declaration', 'enum'],
  ['interface_declaration', 'interface'],
  ['annotation_type_declaration', 'interface'],
]);

export const isTypeDeclaration = (node: SyntaxNode): boolean => FORMS.has(node.type);

const nameOfNode = (node: SyntaxNode): string => textOf(child(node, 'name') ?? node);

/** A class, record, enum, interface or annotation with all that stands in it. */
export function lowerTypeDeclaration(node: SyntaxNode): TypeDeclaration {
  const form = FORMS.get(node.type) ?? 'class';
  const body = child(node, 'body');
  const bases = basesOf(node);
  return typeOf(locate(node), {
    form,
    name: nameOfNode(node),
    typeParameters: typeParameters(node),
    bases,
    ...membersOf(body, { form, hasBase: bases.length > 0, head: componentsOf(node) }),
    ...lowerModifiers(node),
  });
}

/** The type that `new T() { … }` declares: named by where it stands. */
export function lowerAnonymous(node: SyntaxNode, body: SyntaxNode, base: TypeRef): TypeDeclaration {
  return typeOf(locate(node), {
    name: `$${base.name.replace(/\W/g, '_')}${node.start}`,
    bases: [base],
    ...membersOf(body, { form: 'class', hasBase: true, head: [] }),
  });
}

function basesOf(node: SyntaxNode): TypeRef[] {
  const [superclass] = childrenIn(child(node, 'superclass'));
  const lists = [child(node, 'interfaces'), childOfType(node, 'extends_interfaces')];
  const interfaces = lists
    .flatMap((each) => childrenIn(each))
    .flatMap((each) => (each.type === 'type_list' ? each.children : [each]));
  return [...(superclass ? [superclass] : []), ...interfaces].map(typeOfNode);
}

/** The components of a record: fields that its one constructor fills in their order. */
function componentsOf(node: SyntaxNode): Field[] {
  if (node.type !== 'record_declaration') return [];
  return lowerParameters(child(node, 'parameters')).map(({ name, type, attributes }) =>
    fieldNamed(name, locate(node), { type, attributes }),
  );
}

interface Head {
  form: TypeDeclaration['form'];
  hasBase: boolean;
  head: readonly Field[];
}

type Members = Pick<TypeDeclaration, 'fields' | 'methods' | 'types' | 'cases' | 'body'>;

function membersOf(body: SyntaxNode | undefined, { form, hasBase, head }: Head): Members {
  const all = childrenIn(body).flatMap((each) =>
    each.type === 'enum_body_declarations' ? each.children : [each],
  );
  const ofType = (pattern: RegExp) => all.filter((each) => pattern.test(each.type));
  return {
    fields: [...head, ...ofType(/^(field|constant)_declaration$/).flatMap((each) => lowerFields(each, form))],
    methods: [
      ...ofType(/^method_declaration$/).map(lowerMethod),
      ...ofType(/^constructor_declaration$/).map((each) =>
        lowerConstructor(each, hasBase && form === 'class'),
      ),
    ],
    types: all.filter(isTypeDeclaration).map(lowerTypeDeclaration),
    cases: ofType(/^enum_constant$/).map(lowerCase),
    body: ofType(/^static_initializer$/).flatMap((each) => each.children.flatMap(lowerBody)),
  };
}

function lowerCase(node: SyntaxNode): TypeDeclaration['cases'][number] {
  const args = lowerArguments(child(node, 'arguments'));
  const { attributes } = lowerModifiers(node);
  return { name: nameOfNode(node), value: null, ...(args.length > 0 && { args }), attributes, doc: '' };
}

function lowerFields(node: SyntaxNode, form: TypeDeclaration['form']): Field[] {
  const { modifiers, attributes } = lowerModifiers(node);
  const type = child(node, 'type');
  return childrenOf(node, 'declarator').map((declarator) => {
    const value = child(declarator, 'value');
    return fieldNamed(nameOfNode(declarator), locate(node), {
      type: declaredType(type, declarator),
      initial: value ? lowerExpression(value) : zeroOf(type),
      modifiers: form === 'interface' ? [...modifiers, 'static'] : modifiers,
      attributes,
    });
  });
}

/** What a field of a primitive type holds before anything is put there. */
function zeroOf(type: SyntaxNode | undefined): Expression | null {
  if (type?.type === 'boolean_type') return literal(false, locate(type));
  return type?.type === 'integral_type' ? literal(0, locate(type)) : null;
}

export function lowerParameters(node: SyntaxNode | undefined): Parameter[] {
  const all = node?.children.filter((each) => /^(formal|spread)_parameter$/.test(each.type)) ?? [];
  return all.map(lowerParameter);
}

function lowerParameter(node: SyntaxNode): Parameter {
  const isSpread = node.type === 'spread_parameter';
  const declarator = childOfType(node, 'variable_declarator');
  const spread = node.children.find((each) => each.type !== 'modifiers');
  const written = lowerType(isSpread ? spread : child(node, 'type'));
  return {
    name: nameOfNode(isSpread && declarator ? declarator : node),
    type: written && arrayOf(written, node),
    initial: null,
    variadic: isSpread,
    ...lowerModifiers(node),
  };
}

function lowerMethod(node: SyntaxNode): FunctionNode {
  const body = child(node, 'body');
  const { modifiers, attributes } = lowerModifiers(node);
  return functionOf(locate(node), {
    name: nameOfNode(node),
    parameters: lowerParameters(child(node, 'parameters')),
    typeParameters: typeParameters(node),
    returns: lowerType(child(node, 'type')),
    body: body ? lowerBody(body) : [],
    modifiers: body ? modifiers : [...modifiers, 'abstract'],
    attributes,
  });
}

/** A constructor begins with the superclass's, named or not. */
function lowerConstructor(node: SyntaxNode, hasBase: boolean): FunctionNode {
  const body = child(node, 'body');
  const statements = body ? lowerBody(body) : [];
  const isDelegating = body?.children[0]?.type === 'explicit_constructor_invocation';
  return functionOf(locate(node), {
    name: 'constructor',
    parameters: lowerParameters(child(node, 'parameters')),
    body: hasBase && !isDelegating ? [superCall(node), ...statements] : statements,
    ...lowerModifiers(node),
  });
}

function superCall(node: SyntaxNode): Statement {
  const at = locate(node);
  const base: Expression = { kind: 'super', at };
  return statementOf(callOf(base, [], at));
}
