import { child, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { fieldNamed, functionOf, locate, typeOf, typeRef } from '../program/build.ts';
import type { Declaration, Field, FunctionNode, Parameter, TypeDeclaration, TypeRef } from '../program/ir.ts';
import type { Lowering } from './lower.ts';

const TYPES: ReadonlySet<string> = new Set(['class', 'module']);
const METHODS: ReadonlySet<string> = new Set(['method', 'singleton_method']);

/** Classes, modules, methods and constants of a body, and the statements that are left. */
export function lowerDeclarations(lowering: Lowering, nodes: readonly SyntaxNode[]) {
  const declarations: Declaration[] = [];
  const rest: SyntaxNode[] = [];
  for (const node of nodes) {
    const declared = lowerDeclaration(lowering, node);
    if (declared) declarations.push(declared);
    else rest.push(node);
  }
  return { declarations, rest };
}

function lowerDeclaration(lowering: Lowering, node: SyntaxNode): Declaration | undefined {
  if (TYPES.has(node.type)) return lowerType(lowering, node);
  if (METHODS.has(node.type)) return lowerMethod(lowering, node);
  const constant = constantOf(lowering, node);
  return (
    constant && {
      kind: 'value',
      names: [constant.name],
      type: null,
      initial: constant.initial,
      modifiers: [],
      attributes: [],
      at: constant.at,
    }
  );
}

/** `A::B::C` as its parts. */
export function scopeParts(node: SyntaxNode): string[] {
  if (node.type !== 'scope_resolution') return [textOf(node)];
  const scope = child(node, 'scope');
  const name = child(node, 'name');
  return [...(scope ? scopeParts(scope) : []), ...(name ? [textOf(name)] : [])];
}

const nothing: TypeRef[] = [];

/** `class A::B` is B inside A: what the outer names stand for is reopened. */
export function lowerType(lowering: Lowering, node: SyntaxNode): TypeDeclaration {
  const name = child(node, 'name');
  const parts = name ? scopeParts(name) : [''];
  const superclass = child(node, 'superclass')?.children[0];
  const bases = superclass?.type === 'scope_resolution' || superclass?.type === 'constant';
  const own = typeOf(locate(node), {
    form: node.type === 'module' ? 'object' : 'class',
    name: parts.at(-1) ?? '',
    bases: bases && superclass ? [typeRef(scopeParts(superclass).join('.'))] : nothing,
    ...lowerBody(lowering, childrenIn(child(node, 'body'))),
  });
  return parts
    .slice(0, -1)
    .reduceRight(
      (inner, outer) => typeOf(locate(node), { form: 'object', name: outer, types: [inner] }),
      own,
    );
}

function lowerBody(lowering: Lowering, nodes: readonly SyntaxNode[]): Partial<TypeDeclaration> {
  const types = nodes.filter((node) => TYPES.has(node.type)).map((node) => lowerType(lowering, node));
  const own = nodes.filter((node) => METHODS.has(node.type)).map((node) => lowerMethod(lowering, node));
  const ofClass = nodes
    .filter((node) => node.type === 'singleton_class')
    .flatMap((node) => childrenIn(child(node, 'body')))
    .filter((node) => METHODS.has(node.type))
    .map((node) => ({ ...lowerMethod(lowering, node), modifiers: ['static'] }));
  const fields = nodes.flatMap((node) => constantOf(lowering, node) ?? []);
  const rest = nodes.filter((node) => !isDeclaration(node));
  return { types, methods: [...own, ...ofClass], fields, body: lowering.statements(rest) };
}

const isDeclaration = (node: SyntaxNode): boolean =>
  TYPES.has(node.type) || METHODS.has(node.type) || node.type === 'singleton_class' || isConstant(node);

const isConstant = (node: SyntaxNode): boolean =>
  node.type === 'assignment' && child(node, 'left')?.type === 'constant';

function constantOf(lowering: Lowering, node: SyntaxNode): Field | undefined {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (!isConstant(node) || !left || !right) return undefined;
  return fieldNamed(textOf(left), locate(node), {
    initial: lowering.expression(right),
    modifiers: ['static'],
  });
}

export function lowerMethod(lowering: Lowering, node: SyntaxNode): FunctionNode {
  const body = child(node, 'body');
  const statements = body?.type === 'body_statement' ? body.children : body ? [body] : [];
  const name = textOf(child(node, 'name') ?? node);
  return functionOf(locate(node), {
    name: name === 'initialize' ? 'constructor' : name,
    parameters: lowerParameters(lowering, child(node, 'parameters')),
    body: lowering.statements(statements),
    yieldsLast: name !== 'initialize',
    modifiers: node.type === 'singleton_method' ? ['static'] : [],
  });
}

const FORMS: Record<string, readonly string[]> = {
  hash_splat_parameter: ['keywords'],
  keyword_parameter: ['keyword'],
  block_parameter: ['block'],
};

export function lowerParameters(lowering: Lowering, node: SyntaxNode | undefined): Parameter[] {
  return childrenIn(node).map((each) => {
    const name = child(each, 'name');
    const value = child(each, 'value');
    return {
      name: textOf(name ?? each),
      type: null,
      initial: value ? lowering.expression(value) : null,
      variadic: each.type === 'splat_parameter' || each.type === 'hash_splat_parameter',
      attributes: [],
      modifiers: FORMS[each.type] ?? [],
    };
  });
}
