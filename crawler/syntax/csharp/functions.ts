import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import { callOf, functionOf, locate, memberOf, nameOf, positional, statementOf } from '../program/build.ts';
import type { FunctionNode, Parameter, Statement } from '../program/ir.ts';
import { attributesOf } from './attributes.ts';
import { lowerExpression } from './expressions.ts';
import { lowerBlock } from './statements.ts';
import { lowerType } from './types.ts';

export const modifiersOf = (node: SyntaxNode): string[] =>
  node.children.filter((each) => each.type === 'modifier').map(textOf);

/** `(x, y) => …`, `x => …`, `delegate (int x) { … }` */
export function lowerLambda(node: SyntaxNode): FunctionNode {
  const parameters = child(node, 'parameters');
  const body = child(node, 'body') ?? childOfType(node, 'block');
  return functionOf(locate(node), {
    parameters: lambdaParameters(parameters),
    attributes: attributesOf(node),
    modifiers: modifiersOf(node),
    returns: lowerType(child(node, 'type')),
    ...bodyOf(body),
  });
}

function lambdaParameters(node: SyntaxNode | undefined): Parameter[] {
  if (!node) return [];
  if (node.type === 'implicit_parameter' || node.type === 'identifier')
    return [parameterNamed(node, textOf(node))];
  return parametersOf(node);
}

const parameterNamed = (_node: SyntaxNode, name: string): Parameter => ({
  name,
  type: null,
  initial: null,
  variadic: false,
  attributes: [],
  modifiers: [],
});

/** The parameters of a list. The grammar leaves the parts of a `params` one beside the others. */
export function parametersOf(list: SyntaxNode | undefined): Parameter[] {
  if (!list) return [];
  const parameters = list.children.flatMap((each) => {
    if (each.type === 'parameter') return [{ start: each.start, parameter: lowerParameter(each) }];
    if (each.type === 'implicit_parameter' || (each.type === 'identifier' && each.label !== 'name'))
      return [{ start: each.start, parameter: parameterNamed(each, textOf(each)) }];
    return each.label === 'type' ? [{ start: each.start, parameter: restParameter(list, each) }] : [];
  });
  return parameters.sort((a, b) => a.start - b.start).map(({ parameter }) => parameter);
}

function restParameter(list: SyntaxNode, type: SyntaxNode): Parameter {
  const name = child(list, 'name');
  return {
    ...parameterNamed(list, name ? textOf(name) : ''),
    type: lowerType(type),
    variadic: true,
    attributes: attributesOf(list),
    modifiers: ['params'],
  };
}

function lowerParameter(node: SyntaxNode): Parameter {
  const [type, name] = [child(node, 'type'), child(node, 'name')];
  const ref = lowerType(type);
  const initial = node.children.find((each) => isDefault(each));
  const modifiers = modifiersOf(node);
  return {
    name: name ? textOf(name).replace(/^@/, '') : '',
    type: ref,
    initial: initial ? lowerExpression(initial, ref) : null,
    variadic: modifiers.includes('params'),
    attributes: attributesOf(node),
    modifiers,
  };
}

const isDefault = (node: SyntaxNode): boolean =>
  node.label === '' &&
  !/^(modifier|attribute_list|preproc_.*|comment)$/.test(node.type) &&
  node.type !== 'ERROR';

type Body = Pick<FunctionNode, 'body' | 'yieldsLast'>;

/** A block, `=> expression`, or an expression alone. */
export function bodyOf(body: SyntaxNode | undefined): Body {
  if (!body) return { body: [], yieldsLast: false };
  if (body.type === 'block') return { body: collectYields(body), yieldsLast: false };
  const inner = body.type === 'arrow_expression_clause' ? body.children[0] : body;
  return { body: inner ? [statementOf(lowerExpression(inner))] : [], yieldsLast: true };
}

/** A function that yields answers the list of what it yields. */
function collectYields(block: SyntaxNode): Statement[] {
  const statements = lowerBlock(block);
  if (!yields(block)) return statements;
  const at = locate(block);
  const result = nameOf('$yielded', at);
  return [
    { kind: 'let', names: ['$yielded'], value: { kind: 'list', items: [], at }, at },
    ...statements,
    { kind: 'return', values: [result], at },
  ];
}

const FUNCTIONS = /^(local_function_statement|lambda_expression|anonymous_method_expression)$/;

const yields = (node: SyntaxNode): boolean =>
  node.children.some(
    (each) => each.type === 'yield_statement' || (!FUNCTIONS.test(each.type) && yields(each)),
  );

/** `yield return x` */
export function lowerYield(node: SyntaxNode): Statement[] {
  const [value] = node.children;
  if (!value) return [{ kind: 'leave', at: locate(node) }];
  const at = locate(node);
  const add = memberOf(nameOf('$yielded', at), 'Add', at);
  return [statementOf(callOf(add, [positional(lowerExpression(value))], at))];
}
