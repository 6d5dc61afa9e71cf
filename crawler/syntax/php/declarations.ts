import { child, childOfType, childrenIn, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { fieldNamed, functionOf, locate, typeOf, typeRef } from '../program/build.ts';
import type { Declaration, Field, FunctionNode, Parameter, TypeDeclaration, TypeRef } from '../program/ir.ts';
import { docOf } from './doc.ts';
import type { Lowering } from './lower.ts';
import { fullName } from './types.ts';

const FORMS: Record<string, TypeDeclaration['form']> = {
  class_declaration: 'class',
  interface_declaration: 'interface',
  trait_declaration: 'class',
  enum_declaration: 'enum',
};

/** The declarations a node makes; none where it is a statement. `before` is the node in front of it, which may document it. */
export function lowerDeclaration(
  lowering: Lowering,
  node: SyntaxNode,
  before: SyntaxNode | undefined,
): Declaration[] {
  if (Object.hasOwn(FORMS, node.type)) return [lowerClass(lowering, node, before)];
  if (node.type === 'function_definition') return [lowerFunction(lowering, node, before)];
  if (node.type !== 'const_declaration') return [];
  return lowerConstants(lowering, node).map((field) => ({
    kind: 'value',
    names: [field.name],
    type: null,
    initial: field.initial,
    modifiers: [],
    attributes: [],
    at: field.at,
  }));
}

const namesIn = (node: SyntaxNode | undefined): SyntaxNode[] =>
  childrenIn(node).filter((each) => /^(name|qualified_name)$/.test(each.type));

/** A class, trait, interface or enum. Traits it uses stand after its superclass and before its interfaces. */
export function lowerClass(
  lowering: Lowering,
  node: SyntaxNode,
  before: SyntaxNode | undefined,
): TypeDeclaration {
  const body = childrenIn(child(node, 'body'));
  const traits = body.filter((each) => each.type === 'use_declaration').flatMap(namesIn);
  const supers = namesIn(childOfType(node, 'base_clause'));
  const interfaces = namesIn(childOfType(node, 'class_interface_clause'));
  const bases: TypeRef[] = [...supers, ...traits, ...interfaces].map((each) =>
    typeRef(fullName(lowering, textOf(each))),
  );
  const methods = body.flatMap((each, index) =>
    each.type === 'method_declaration' ? [lowerFunction(lowering, each, body[index - 1])] : [],
  );
  return typeOf(locate(node), {
    form: FORMS[node.type] ?? 'class',
    name: textOf(child(node, 'name') ?? node),
    bases,
    fields: [...body.flatMap((each) => lowerFields(lowering, each)), ...methods.flatMap(promoted)],
    methods,
    cases: body.filter((each) => each.type === 'enum_case').map((each) => lowerCase(lowering, each)),
    modifiers: node.children.filter((each) => /_modifier$/.test(each.type)).map(textOf),
    attributes: lowering.attributes(node),
    doc: docOf(before),
  });
}

function lowerCase(lowering: Lowering, node: SyntaxNode): TypeDeclaration['cases'][number] {
  const value = child(node, 'value');
  return {
    name: textOf(child(node, 'name') ?? node),
    value: value ? lowering.expression(value) : null,
    attributes: [],
    doc: '',
  };
}

/** Parameters of a constructor that are fields too. What they hold is set when the constructor runs. */
const promoted = (method: FunctionNode): Field[] =>
  method.name !== 'constructor'
    ? []
    : method.parameters
        .filter((parameter) => parameter.modifiers.includes('promoted'))
        .map((parameter) => fieldNamed(parameter.name, method.at));

function lowerFields(lowering: Lowering, node: SyntaxNode): Field[] {
  if (node.type === 'const_declaration') return lowerConstants(lowering, node);
  if (node.type !== 'property_declaration') return [];
  const type = child(node, 'type');
  return node.children
    .filter((each) => each.type === 'property_element')
    .map((each) => {
      const value = child(each, 'default_value');
      const name = textOf(child(each, 'name') ?? each).replace(/^\$/, '');
      return {
        ...fieldNamed(name, locate(node), { initial: value ? lowering.expression(value) : null }),
        type: type ? lowering.type(type) : null,
        modifiers: node.children.filter((part) => /_modifier$/.test(part.type)).map(textOf),
      };
    });
}

function lowerConstants(lowering: Lowering, node: SyntaxNode): Field[] {
  return node.children
    .filter((each) => each.type === 'const_element')
    .flatMap((each) => {
      const [name, value] = each.children;
      if (!name || !value) return [];
      return [
        fieldNamed(textOf(name), locate(each), {
          initial: lowering.expression(value),
          modifiers: ['static'],
        }),
      ];
    });
}

export function lowerFunction(lowering: Lowering, node: SyntaxNode, before?: SyntaxNode): FunctionNode {
  const name = textOf(child(node, 'name') ?? node);
  const parameters = lowerParameters(lowering, child(node, 'parameters'));
  const returns = child(node, 'return_type');
  const body = child(node, 'body');
  const isArrow = node.type === 'arrow_function';
  const statements = isArrow && body ? [body] : childrenIn(body);
  const isNamed = child(node, 'name') !== undefined;
  const own = lowering.statements(statements);
  return functionOf(locate(node), {
    name: isNamed ? (name === '__construct' ? 'constructor' : name) : '',
    parameters,
    returns: returns ? lowering.type(returns) : null,
    body: [
      ...parameters.filter((each) => each.modifiers.includes('promoted')).map(keepParameter(node)),
      ...own,
    ],
    yieldsLast: isArrow,
    modifiers: [
      ...node.children.filter((each) => /_modifier$/.test(each.type)).map(textOf),
      ...(body ? [] : ['abstract']),
    ],
    attributes: lowering.attributes(node),
    doc: docOf(before),
  });
}

/** `$this->x = $x`, as promotion does it. */
const keepParameter =
  (node: SyntaxNode) =>
  ({ name }: Parameter): FunctionNode['body'][number] => {
    const at = locate(node);
    return {
      kind: 'expression',
      at,
      value: {
        kind: 'assign',
        target: { kind: 'member', of: { kind: 'self', at }, name, at },
        operator: '',
        value: { kind: 'name', name, at },
        at,
      },
    };
  };

function lowerParameters(lowering: Lowering, node: SyntaxNode | undefined): Parameter[] {
  const all = childrenIn(node).filter((each) => /_parameter$/.test(each.type));
  return all.map((each) => {
    const [type, value] = [child(each, 'type'), child(each, 'default_value')];
    return {
      name: textOf(childrenOf(each, 'name')[0] ?? each).replace(/^[&.]*\$/, ''),
      type: type ? lowering.type(type) : null,
      initial: value ? lowering.expression(value) : null,
      variadic: each.type === 'variadic_parameter',
      attributes: lowering.attributes(each),
      modifiers: each.type === 'property_promotion_parameter' ? ['promoted'] : [],
    };
  });
}
