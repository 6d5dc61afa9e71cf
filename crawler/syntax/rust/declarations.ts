import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { fieldNamed, functionOf, locate, typeOf, typeRef } from '../program/build.ts';
import type {
  Attribute,
  Declaration,
  Field,
  FunctionNode,
  Parameter,
  TypeDeclaration,
} from '../program/ir.ts';
import { type Marks, withMarks } from './attributes.ts';
import type { Lowering } from './lower.ts';
import { lowerType } from './types.ts';

const isForTests = ({ attributes }: Marks): boolean =>
  attributes.some(
    ({ name, args }) =>
      name === 'cfg' && args.some(({ value }) => value.kind === 'name' && value.name === 'test'),
  );

/** The declarations of a file or a module in it; statements, as at the outside of a script, stay. */
export function lowerItems(lowering: Lowering, nodes: readonly SyntaxNode[]): Declaration[] {
  return withMarks(nodes)
    .filter(({ marks }) => !isForTests(marks))
    .flatMap(({ node, marks }) => lowerItem(lowering, node, marks));
}

function lowerItem(lowering: Lowering, node: SyntaxNode, marks: Marks): Declaration[] {
  switch (node.type) {
    case 'mod_item':
      return lowerItems(lowering, childrenIn(child(node, 'body')));
    case 'struct_item':
    case 'union_item':
    case 'enum_item':
      return [lowerStruct(lowering, node, marks)];
    case 'type_item':
      return [lowerAlias(node, marks)];
    case 'function_item':
      return [lowerFunction(lowering, node, marks)];
    case 'impl_item':
      return lowerImplementation(lowering, node, marks);
    case 'const_item':
    case 'static_item':
      return lowerConstant(lowering, node, marks);
    default:
      return [];
  }
}

const named = (node: SyntaxNode): string => textOf(child(node, 'name') ?? node);

const typeParameters = (node: SyntaxNode): string[] =>
  childrenIn(child(node, 'type_parameters'))
    .filter((each) => each.type === 'type_parameter' || each.type === 'type_identifier')
    .map(named);

function lowerStruct(lowering: Lowering, node: SyntaxNode, marks: Marks): TypeDeclaration {
  const body = childrenIn(child(node, 'body'));
  const isEnum = node.type === 'enum_item';
  return typeOf(spanOf(node, marks), {
    form: isEnum ? 'enum' : 'struct',
    name: named(node),
    typeParameters: typeParameters(node),
    fields: isEnum ? [] : lowerFields(lowering, body),
    cases: isEnum ? lowerVariants(body) : [],
    attributes: marks.attributes,
    doc: marks.doc,
  });
}

/** From the first attribute on: that is where a tool is defined. */
function spanOf(node: SyntaxNode, { attributes }: Marks): Field['at'] {
  const at = locate(node);
  return { ...at, startLine: Math.min(at.startLine, ...attributes.map((each) => each.at.startLine)) };
}

function lowerFields(_: Lowering, nodes: readonly SyntaxNode[]): Field[] {
  return withMarks(nodes)
    .filter(({ node }) => node.type === 'field_declaration')
    .map(({ node, marks }) => {
      const type = child(node, 'type');
      return fieldNamed(named(node).replace(/^r#/, ''), locate(node), {
        type: type ? lowerType(type) : null,
        attributes: marks.attributes,
        doc: marks.doc,
      });
    });
}

const lowerVariants = (nodes: readonly SyntaxNode[]): TypeDeclaration['cases'] =>
  withMarks(nodes)
    .filter(({ node }) => node.type === 'enum_variant')
    .map(({ node, marks }) => ({
      name: named(node),
      value: null,
      attributes: marks.attributes,
      doc: marks.doc,
    }));

function lowerAlias(node: SyntaxNode, marks: Marks): TypeDeclaration {
  const target = child(node, 'type');
  return typeOf(spanOf(node, marks), {
    form: 'alias',
    name: named(node),
    typeParameters: typeParameters(node),
    bases: target ? [lowerType(target)] : [],
  });
}

function lowerConstant(lowering: Lowering, node: SyntaxNode, marks: Marks): Declaration[] {
  const value = child(node, 'value');
  return [
    {
      kind: 'value',
      names: [named(node)],
      type: null,
      initial: value ? lowering.expression(value) : null,
      modifiers: [],
      attributes: marks.attributes,
      at: locate(node),
    },
  ];
}

/** Functions of `impl T`. What marks the block marks each of them, under a name with a space before it. */
function lowerImplementation(lowering: Lowering, node: SyntaxNode, marks: Marks): Declaration[] {
  const type = child(node, 'type');
  if (!type) return [];
  const receiver = { name: 'self', type: lowerType(type) };
  const trait = child(node, 'trait');
  const ofBlock: Attribute[] = marks.attributes.map((each) => ({ ...each, name: ` ${each.name}` }));
  const items = withMarks(childrenIn(child(node, 'body')));
  const functions = items
    .filter((item) => item.node.type === 'function_item')
    .map((item) => lowerFunction(lowering, item.node, item.marks))
    .map((fn) => ({ ...fn, receiver, attributes: [...fn.attributes, ...ofBlock] }));
  const constants = items
    .filter((item) => item.node.type === 'const_item')
    .map((item) => constantField(lowering, item.node));
  const holder = typeOf(locate(node), { form: 'struct', name: receiver.type.name, fields: constants });
  return [
    ...functions.map((fn) => (trait ? { ...fn, modifiers: [...fn.modifiers, 'trait'] } : fn)),
    ...(constants.length > 0 ? [holder] : []),
  ];
}

function constantField(lowering: Lowering, node: SyntaxNode): Field {
  const value = child(node, 'value');
  return fieldNamed(named(node), locate(node), {
    initial: value ? lowering.expression(value) : null,
    modifiers: ['static'],
  });
}

export function lowerFunction(lowering: Lowering, node: SyntaxNode, marks: Marks): FunctionNode {
  const given = childrenIn(child(node, 'parameters'));
  const returns = child(node, 'return_type');
  const hasSelf = given.some((each) => each.type === 'self_parameter');
  return functionOf(spanOf(node, marks), {
    name: named(node).replace(/^r#/, ''),
    parameters: lowerParameters(given),
    typeParameters: typeParameters(node),
    returns: returns ? lowerType(returns) : null,
    body: lowering.statements(childrenIn(child(node, 'body'))),
    yieldsLast: true,
    modifiers: [
      ...textOf(childOfType(node, 'function_modifiers') ?? node)
        .split(/\s+/)
        .filter((word) => word === 'async'),
      ...(hasSelf ? [] : ['static']),
    ],
    attributes: marks.attributes,
    doc: marks.doc,
  });
}

function lowerParameters(nodes: readonly SyntaxNode[]): Parameter[] {
  return withMarks(nodes)
    .filter(({ node }) => node.type === 'parameter')
    .map(({ node, marks }) => {
      const [pattern, type] = [child(node, 'pattern'), child(node, 'type')];
      return {
        name: pattern ? nameIn(pattern) : '_',
        type: type ? lowerType(type) : typeRef(''),
        initial: null,
        variadic: false,
        attributes: marks.attributes,
        modifiers: [],
      };
    });
}

/** The name a simple pattern binds: `x`, `mut x`, `&x`, `Parameters(x)`. */
function nameIn(pattern: SyntaxNode): string {
  if (pattern.type === 'identifier') return textOf(pattern);
  const inner = pattern.children.filter((each) => each.label !== 'type').at(-1);
  return inner ? nameIn(inner) : textOf(pattern).slice(0, 40);
}
