import { childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import {
  callOf,
  functionOf,
  locate,
  memberOf,
  nameOf,
  statementOf,
  typeOf,
  typeRef,
} from '../program/build.ts';
import type {
  Argument,
  Declaration,
  EnumCase,
  Expression,
  FunctionNode,
  Statement,
  TypeDeclaration,
} from '../program/ir.ts';
import { lowerModifiers } from './annotations.ts';
import { lowerArguments } from './expressions.ts';
import { fieldOf, lowerClassParameter, lowerParameters } from './parameters.ts';
import { getterOf, lowerField, lowerGetter, lowerTopProperty, nameOfProperty } from './properties.ts';
import { initialOf, lowerFunctionBody, lowerStatements } from './statements.ts';
import { isTypeNode, lowerType, typeParameters } from './types.ts';

const ofType = (nodes: readonly SyntaxNode[], type: string) => nodes.filter((each) => each.type === type);

/** A function, method or extension. */
export function lowerFunction(node: SyntaxNode): FunctionNode {
  const name = node.children.findIndex((each) => each.type === 'simple_identifier');
  const receiver = node.children.slice(0, name).find(isTypeNode);
  const returns = node.children.slice(name).find(isTypeNode);
  const named = node.children[name];
  const { modifiers, attributes } = lowerModifiers(childOfType(node, 'modifiers'));
  const hasBody = childOfType(node, 'function_body') !== undefined;
  return functionOf(locate(node), {
    name: named ? textOf(named).replaceAll('`', '') : '',
    receiver: receiver ? { name: '', type: lowerType(receiver) } : null,
    parameters: lowerParameters(childOfType(node, 'function_value_parameters')),
    typeParameters: typeParameters(node),
    returns: returns ? lowerType(returns) : null,
    ...lowerFunctionBody(node),
    modifiers: hasBody ? modifiers : [...modifiers, 'abstract'],
    attributes,
  });
}

const setField = (name: string, value: Expression): Statement =>
  statementOf({
    kind: 'assign',
    target: memberOf({ kind: 'self', at: value.at }, name, value.at),
    operator: '',
    value,
    at: value.at,
  });

interface Base {
  type: SyntaxNode;
  /** What is handed to its constructor; undefined for an interface. */
  args: Argument[] | undefined;
}

function basesOf(node: SyntaxNode): Base[] {
  return ofType(node.children, 'delegation_specifier').flatMap((specifier) => {
    const [only] = specifier.children;
    const made = only?.type === 'constructor_invocation' ? only : undefined;
    const type = childOfType(made ?? only ?? specifier, 'user_type') ?? childOfType(specifier, 'user_type');
    if (!type) return [];
    return [{ type, args: made ? lowerArguments(childOfType(made, 'value_arguments')) : undefined }];
  });
}

/** The one constructor that the header, the properties and the initialisers make together. */
function lowerConstructor(
  node: SyntaxNode,
  members: readonly SyntaxNode[],
  bases: readonly Base[],
): FunctionNode {
  const at = locate(node);
  const parameters = ofType(childrenIn(childOfType(node, 'primary_constructor')), 'class_parameter').map(
    lowerClassParameter,
  );
  const base = bases.find((each) => each.args !== undefined);
  const superCall = base ? [statementOf(callOf({ kind: 'super', at }, base.args ?? [], at))] : [];
  const kept = parameters
    .filter((each) => each.modifiers.includes('val'))
    .map((each) => setField(each.name, nameOf(each.name, at)));
  return functionOf(at, {
    name: 'constructor',
    parameters,
    body: [...superCall, ...kept, ...members.flatMap(lowerInitialiser)],
  });
}

function lowerInitialiser(node: SyntaxNode): Statement[] {
  if (node.type === 'anonymous_initializer')
    return lowerStatements(childrenIn(childOfType(node, 'statements')));
  const initial = node.type === 'property_declaration' ? initialOf(node) : null;
  return initial ? [setField(nameOfProperty(node), initial)] : [];
}

function lowerSecondary(node: SyntaxNode): FunctionNode {
  const at = locate(node);
  const call = childOfType(node, 'constructor_delegation_call');
  const callee: Expression =
    call && textOf(call).startsWith('super')
      ? { kind: 'super', at }
      : memberOf({ kind: 'self', at }, 'constructor', at);
  const first = call
    ? [statementOf(callOf(callee, lowerArguments(childOfType(call, 'value_arguments')), at))]
    : [];
  return functionOf(at, {
    name: 'constructor',
    parameters: lowerParameters(childOfType(node, 'function_value_parameters')),
    body: [...first, ...lowerStatements(childrenIn(childOfType(node, 'statements')))],
  });
}

type Members = Pick<TypeDeclaration, 'fields' | 'methods' | 'types' | 'cases'>;

/** What a companion has belongs to its class. */
function companionMembers(members: readonly SyntaxNode[]): Pick<Members, 'fields' | 'methods'> {
  const bodies = ofType(members, 'companion_object').flatMap((each) =>
    childrenIn(childOfType(each, 'class_body')),
  );
  const isStatic = <T extends { modifiers: readonly string[] }>(each: T): T => ({
    ...each,
    modifiers: [...each.modifiers, 'static'],
  });
  return {
    fields: ofType(bodies, 'property_declaration').map((each) => isStatic(lowerField(each, initialOf(each)))),
    methods: ofType(bodies, 'function_declaration').map((each) => isStatic(lowerFunction(each))),
  };
}

function membersOf(node: SyntaxNode, members: readonly SyntaxNode[]): Members {
  const header = ofType(childrenIn(childOfType(node, 'primary_constructor')), 'class_parameter');
  const kept = header.map(lowerClassParameter).filter((each) => each.modifiers.includes('val'));
  const properties = ofType(members, 'property_declaration');
  const companion = companionMembers(members);
  return {
    fields: [
      ...kept.map((each) => fieldOf(each, node)),
      ...properties.filter((each) => !getterOf(each, members)).map((each) => lowerField(each, null)),
      ...companion.fields,
    ],
    methods: [
      ...ofType(members, 'function_declaration').map(lowerFunction),
      ...properties.flatMap((each) => {
        const getter = getterOf(each, members);
        return getter ? [lowerGetter(each, getter)] : [];
      }),
      ...companion.methods,
    ],
    types: members.filter(isTypeDeclaration).map(lowerTypeDeclaration),
    cases: ofType(members, 'enum_entry').map(lowerCase),
  };
}

function lowerCase(node: SyntaxNode): EnumCase {
  const args = lowerArguments(childOfType(node, 'value_arguments'));
  const { attributes } = lowerModifiers(childOfType(node, 'modifiers'));
  const name = textOf(childOfType(node, 'simple_identifier') ?? node);
  return { name, value: null, ...(args.length > 0 && { args }), attributes, doc: '' };
}

export const isTypeDeclaration = (node: SyntaxNode): boolean =>
  node.type === 'class_declaration' || node.type === 'object_declaration';

function formOf(node: SyntaxNode): TypeDeclaration['form'] {
  if (node.type === 'object_declaration') return 'object';
  if (childOfType(node, 'enum_class_body')) return 'enum';
  const name = childOfType(node, 'type_identifier');
  const head = name ? node.source.text.slice(node.start, name.start) : '';
  return /\binterface\s*$/.test(head) ? 'interface' : 'class';
}

/** A class, interface, enum or object with all that stands in it. */
export function lowerTypeDeclaration(node: SyntaxNode): TypeDeclaration {
  const body = childOfType(node, 'class_body') ?? childOfType(node, 'enum_class_body');
  const name = childOfType(node, 'type_identifier');
  return lowerMembers(node, name ? textOf(name) : '', childrenIn(body));
}

function lowerMembers(node: SyntaxNode, name: string, members: readonly SyntaxNode[]): TypeDeclaration {
  const bases = basesOf(node);
  const own = membersOf(node, members);
  const form = formOf(node);
  const makers =
    form === 'interface'
      ? []
      : [
          lowerConstructor(node, members, bases),
          ...ofType(members, 'secondary_constructor').map(lowerSecondary),
        ];
  const superclassFirst = bases.toSorted(
    (a, b) => Number(a.args === undefined) - Number(b.args === undefined),
  );
  return typeOf(locate(node), {
    form,
    name,
    typeParameters: typeParameters(node),
    bases: superclassFirst.map((each) => lowerType(each.type)),
    ...own,
    methods: [...makers, ...own.methods],
    ...lowerModifiers(childOfType(node, 'modifiers')),
  });
}

/** `object : T(…) { … }` declares a type of its own where it stands, and makes one of it. */
export function lowerObjectLiteral(node: SyntaxNode): Expression {
  const at = locate(node);
  const name = `$object${node.start}`;
  const body = childOfType(node, 'class_body');
  const declaration: TypeDeclaration = { ...lowerMembers(node, name, childrenIn(body)), form: 'class' };
  const made: Expression = { kind: 'construct', type: typeRef(name), args: [], fields: [], at };
  return { kind: 'block', body: [{ kind: 'declare', declaration, at }, statementOf(made)], at };
}

function lowerAlias(node: SyntaxNode): Declaration {
  const [name, target] = node.children.filter((each) => each.type !== 'modifiers');
  return typeOf(locate(node), {
    form: 'alias',
    name: name ? textOf(name) : '',
    bases: target && isTypeNode(target) ? [lowerType(target)] : [],
  });
}

export function lowerDeclaration(node: SyntaxNode): Declaration[] {
  if (isTypeDeclaration(node)) return [lowerTypeDeclaration(node)];
  if (node.type === 'function_declaration') return [lowerFunction(node)];
  if (node.type === 'property_declaration') return [lowerTopProperty(node)];
  return node.type === 'type_alias' ? [lowerAlias(node)] : [];
}
