import { child, childOfType, childrenIn, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { fieldNamed, functionOf, literal, locate, nameOf, typeOf, typeRef } from '../program/build.ts';
import type {
  Attribute,
  Declaration,
  EnumCase,
  Field,
  FunctionNode,
  Parameter,
  Statement,
  TypeDeclaration,
  TypeRef,
} from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';
import { lowerLocal, lowerStatements, namesIn } from './statements.ts';
import { annotatedType, inherited, isTypeNode, lowerType } from './types.ts';

function lowerModifiers(node: SyntaxNode): { modifiers: string[]; attributes: Attribute[] } {
  const all = childrenIn(childOfType(node, 'modifiers'));
  return {
    modifiers: all.filter((each) => /_modifier$/.test(each.type)).map(textOf),
    attributes: all
      .filter((each) => each.type === 'attribute')
      .map((each) => ({
        name: textOf(childOfType(each, 'user_type') ?? each),
        args: [],
        at: locate(each),
      })),
  };
}

interface Labelled {
  parameter: Parameter;
  /** The name inside, where it is not the label. */
  inside: Statement[];
}

/** A parameter goes by its label, which is what calls say; inside it may have another name. */
function lowerParameter(node: SyntaxNode, initial: SyntaxNode | undefined): Labelled {
  const at = locate(node);
  const label = child(node, 'external_name');
  const name = node.children.find((each) => each.label === 'name' && each.type === 'simple_identifier');
  const type = node.children.find(isTypeNode);
  const own = name ? textOf(name) : '';
  const outer = label && textOf(label) !== '_' ? textOf(label) : own;
  return {
    parameter: {
      name: outer,
      type: type ? lowerType(type) : null,
      initial: initial ? lowerExpression(initial) : null,
      variadic: /\.\.\.\s*$/.test(textOf(node)),
      attributes: [],
      modifiers: [],
    },
    inside: outer === own ? [] : [{ kind: 'let', names: [own], value: nameOf(outer, at), at }],
  };
}

function lowerParameters(node: SyntaxNode): Labelled[] {
  return node.children.flatMap((each, index) => {
    if (each.type !== 'parameter') return [];
    const next = node.children[index + 1];
    return [lowerParameter(each, next?.label === 'default_value' ? next : undefined)];
  });
}

const bodyOf = (holder: SyntaxNode | undefined): readonly SyntaxNode[] =>
  childrenIn(holder && childOfType(holder, 'statements'));

export function lowerFunction(node: SyntaxNode, receiver: TypeRef | null = null): FunctionNode {
  const name = node.children.find((each) => each.label === 'name');
  const body = child(node, 'body');
  const statements = bodyOf(body);
  const all = lowerParameters(node);
  const { modifiers, attributes } = lowerModifiers(node);
  return functionOf(locate(node), {
    name: name?.type === 'init' ? 'constructor' : name ? textOf(name) : '',
    receiver: receiver ? { name: '', type: receiver } : null,
    parameters: all.map((each) => each.parameter),
    body: [...all.flatMap((each) => each.inside), ...lowerStatements(statements)],
    yieldsLast: statements.length === 1,
    modifiers: body
      ? modifiers.map((each) => (each === 'class' ? 'static' : each))
      : [...modifiers, 'abstract'],
    attributes,
  });
}

const isComputed = (node: SyntaxNode): boolean => child(node, 'computed_value') !== undefined;

function lowerGetter(node: SyntaxNode, receiver: TypeRef | null): FunctionNode {
  const computed = child(node, 'computed_value');
  const getter = computed && (childOfType(computed, 'computed_getter') ?? computed);
  const statements = bodyOf(getter);
  return functionOf(locate(node), {
    name: namesIn(child(node, 'name'))[0] ?? '',
    receiver: receiver ? { name: '', type: receiver } : null,
    getter: true,
    body: lowerStatements(statements),
    yieldsLast: statements.length === 1,
    ...lowerModifiers(node),
  });
}

function lowerFields(node: SyntaxNode): Field[] {
  const type = annotatedType(node);
  const values = childrenOf(node, 'value');
  return childrenOf(node, 'name').map((pattern, index) => {
    const value = values[index];
    return fieldNamed(namesIn(pattern)[0] ?? '', locate(node), {
      type,
      initial: value ? lowerExpression(value) : null,
      ...lowerModifiers(node),
    });
  });
}

/** `case a, b = "x"` */
function lowerCases(node: SyntaxNode): EnumCase[] {
  return node.children.flatMap((each, index) => {
    if (each.label !== 'name') return [];
    const next = node.children[index + 1];
    const value = next?.label === 'raw_value' ? lowerExpression(next) : null;
    return [{ name: textOf(each), value, attributes: [], doc: '' }];
  });
}

const FORMS: ReadonlyMap<string, TypeDeclaration['form']> = new Map([
  ['struct', 'struct'],
  ['enum', 'enum'],
  ['protocol', 'interface'],
]);

const kindOf = (node: SyntaxNode): string => textOf(child(node, 'declaration_kind') ?? node);

const nameOfType = (node: SyntaxNode): string => {
  const name = node.children.find((each) => each.label === 'name');
  return name ? textOf(name).replace(/<[\s\S]*>/g, '') : '';
};

/** Members, those that a broken neighbour has swept into an error among them. */
const membersOf = (body: SyntaxNode | undefined): SyntaxNode[] =>
  childrenIn(body).flatMap((each) => (each.type === 'ERROR' ? each.children : [each]));

function lowerTypeDeclaration(node: SyntaxNode): TypeDeclaration {
  const members = membersOf(child(node, 'body'));
  const properties = members.filter((each) => each.type === 'property_declaration');
  return typeOf(locate(node), {
    form: FORMS.get(kindOf(node)) ?? 'class',
    name: nameOfType(node),
    bases: inherited(node),
    fields: properties.filter((each) => !isComputed(each)).flatMap(lowerFields),
    methods: [
      ...members
        .filter((each) => /^(protocol_)?function_declaration$/.test(each.type))
        .map((each) => lowerFunction(each)),
      ...properties.filter(isComputed).map((each) => lowerGetter(each, null)),
    ],
    types: members.filter((each) => each.type === 'class_declaration').map(lowerTypeDeclaration),
    cases: members.filter((each) => each.type === 'enum_entry').flatMap(lowerCases),
    ...lowerModifiers(node),
  });
}

/** The name under which the static part of extensions of a type is declared. */
export const extensionName = (type: string): string => `extension ${type}`;

const isStatic = (node: SyntaxNode): boolean =>
  lowerModifiers(node).modifiers.some((each) => each === 'static' || each === 'class');

/** Methods go to whatever type is extended, of the tree or not; static members to a type of their own. */
function lowerExtension(node: SyntaxNode): Declaration[] {
  const extended = typeRef(nameOfType(node));
  const whole = lowerTypeDeclaration(node);
  const members = membersOf(child(node, 'body')).filter((each) => !isStatic(each));
  const functions = members
    .filter((each) => each.type === 'function_declaration')
    .map((each) => lowerFunction(each, extended));
  const getters = members
    .filter((each) => each.type === 'property_declaration' && isComputed(each))
    .map((each) => lowerGetter(each, extended));
  return [
    { ...whole, name: extensionName(extended.name), bases: [extended], form: 'class' },
    ...functions,
    ...getters,
  ];
}

function lowerAlias(node: SyntaxNode): TypeDeclaration {
  const target = node.children.findLast(isTypeNode);
  return typeOf(locate(node), {
    form: 'alias',
    name: nameOfType(node),
    bases: target ? [lowerType(target)] : [],
  });
}

function lowerGlobals(node: SyntaxNode): Declaration[] {
  const at = locate(node);
  if (isComputed(node)) {
    const getter = lowerGetter(node, null);
    const names = [getter.name];
    const initial = { kind: 'block' as const, body: getter.body, at };
    return [{ kind: 'value', names, type: annotatedType(node), initial, ...lowerModifiers(node), at }];
  }
  return lowerLocal(node).flatMap((statement) =>
    statement.kind === 'let'
      ? [
          {
            kind: 'value' as const,
            names: statement.names,
            type: statement.type ?? null,
            initial: statement.value ?? literal(null, at),
            ...lowerModifiers(node),
            at,
          },
        ]
      : [],
  );
}

/** What a file or block declares; nothing for what is no declaration. */
export function lowerDeclaration(node: SyntaxNode): Declaration[] {
  switch (node.type) {
    case 'class_declaration':
      return kindOf(node) === 'extension' ? lowerExtension(node) : [lowerTypeDeclaration(node)];
    case 'protocol_declaration':
      return [lowerTypeDeclaration(node)];
    case 'function_declaration':
      return [lowerFunction(node)];
    case 'typealias_declaration':
      return [lowerAlias(node)];
    case 'property_declaration':
      return lowerGlobals(node);
    default:
      return [];
  }
}
