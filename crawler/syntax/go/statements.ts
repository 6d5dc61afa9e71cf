import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import { locate, opaque } from '../program/build.ts';
import type { Expression, Parameter, Statement } from '../program/ir.ts';
import { lowerConstants, lowerTypes, lowerVariables } from './declarations.ts';
import { lowerExpression } from './expressions.ts';
import { lowerFor } from './loops.ts';
import { builtinCall, partsOf } from './nodes.ts';
import { lowerSelect, lowerSwitch } from './switch.ts';
import { zeroOf } from './zero.ts';

/** The body of a function. Named results are variables that a bare `return` returns. */
export function lowerBody(block: SyntaxNode, results: readonly Parameter[]): Statement[] {
  const at = locate(block);
  const declared = results
    .filter((result) => result.name !== '_')
    .map(
      (result): Statement => ({
        kind: 'let',
        names: [result.name],
        value: result.type ? zeroOf(result.type, at) : null,
        at,
      }),
    );
  return [...declared, ...lowerBlock(block, declared.length > 0 ? results.map(({ name }) => name) : [])];
}

/** The statements of a block or a case. `results` are the names that a bare `return` returns. */
export function lowerBlock(block: SyntaxNode, results: readonly string[]): Statement[] {
  const statements =
    block.type === 'statement_list' ? block : (childOfType(block, 'statement_list') ?? { children: [] });
  return statements.children.flatMap((each) => lowerStatement(each, results));
}

export function lowerStatement(node: SyntaxNode, results: readonly string[]): Statement[] {
  const at = locate(node);
  switch (node.type) {
    case 'expression_statement':
      return lowerAlone(node);
    case 'go_statement':
    case 'defer_statement':
    case 'labeled_statement':
      return node.children.flatMap((each) => lowerStatement(each, results));
    case 'call_expression':
      return [{ kind: 'expression', value: lowerExpression(node), at }];
    case 'short_var_declaration':
      return [lowerShort(node)];
    case 'assignment_statement':
      return [{ kind: 'expression', value: lowerAssignment(node), at }];
    case 'inc_statement':
    case 'dec_statement':
      return [{ kind: 'expression', value: lowerStep(node), at }];
    case 'return_statement':
      return [lowerReturn(node, results)];
    default:
      return lowerCompound(node, results);
  }
}

function lowerCompound(node: SyntaxNode, results: readonly string[]): Statement[] {
  const at = locate(node);
  switch (node.type) {
    case 'if_statement':
      return [lowerIf(node, results)];
    case 'for_statement':
      return lowerFor(node, results);
    case 'expression_switch_statement':
    case 'type_switch_statement':
      return lowerSwitch(node, results);
    case 'select_statement':
      return [...lowerSelect(node, results)];
    case 'block':
      return [inScope(lowerBlock(node, results), node)];
    case 'var_declaration':
      return lowerVariables(node).flatMap(asStatements);
    case 'const_declaration':
      return lowerConstants(node).flatMap(asStatements);
    case 'type_declaration':
      return lowerTypes(node).map((declaration) => ({ kind: 'declare', declaration, at }));
    case 'break_statement':
    case 'continue_statement':
    case 'goto_statement':
      return [{ kind: 'leave', at }];
    default:
      return [];
  }
}

const asStatements = ({
  names,
  type,
  initial,
  at,
}: ReturnType<typeof lowerVariables>[number]): Statement => ({
  kind: 'let',
  names,
  ...(type && { type }),
  value: initial,
  at,
});

/** Statements with names of their own. */
export const inScope = (body: readonly Statement[], node: SyntaxNode): Statement => ({
  kind: 'if',
  test: { kind: 'literal', value: true, at: locate(node) },
  then: body,
  otherwise: [],
  at: locate(node),
});

/** What ends the program. */
const ENDS = /^(panic|os\.Exit|log\.(Fatal|Panic)\w*|runtime\.Goexit)$/;

function lowerAlone(node: SyntaxNode): Statement[] {
  const [inner] = partsOf(node);
  if (!inner) return [];
  const at = locate(node);
  const callee = inner.type === 'call_expression' ? child(inner, 'function') : undefined;
  if (callee && ENDS.test(textOf(callee))) return [{ kind: 'fail', at }];
  return [{ kind: 'expression', value: lowerExpression(inner), at }];
}

const valuesOf = (node: SyntaxNode | undefined): SyntaxNode[] => (node ? partsOf(node) : []);

const namesOf = (nodes: readonly SyntaxNode[]): string[] =>
  nodes.map((each) => (each.type === 'identifier' ? textOf(each) : '_'));

/** One value for several names: a call's results, or a look-up with "was it there". */
export function severalOf(values: readonly SyntaxNode[], count: number): Expression | null {
  const [only] = values;
  if (!only) return null;
  if (values.length > 1)
    return {
      kind: 'list',
      items: values.map((each) => ({ name: '', value: lowerExpression(each), spread: false })),
      at: locate(only),
    };
  return count === 2 ? withPresence(only) : lowerExpression(only);
}

function withPresence(node: SyntaxNode): Expression {
  const value = lowerExpression(node);
  if (value.kind === 'index') return builtinCall('$lookUp', [value.of, value.key], node);
  const type = node.type === 'type_assertion_expression' ? child(node, 'type') : undefined;
  return type ? builtinCall('$assert', [value, opaque(type)], node) : value;
}

function lowerShort(node: SyntaxNode): Statement {
  const names = namesOf(valuesOf(child(node, 'left')));
  const value = severalOf(valuesOf(child(node, 'right')), names.length);
  return { kind: 'let', names, value, at: locate(node) };
}

function lowerAssignment(node: SyntaxNode): Expression {
  const at = locate(node);
  const targets = valuesOf(child(node, 'left'));
  const operator = textOf(child(node, 'operator') ?? node).slice(0, -1);
  const value = severalOf(valuesOf(child(node, 'right')), targets.length) ?? opaque(node);
  const [only] = targets;
  if (only && targets.length === 1)
    return { kind: 'assign', target: lowerExpression(only), operator, value, at };
  const items = targets.map((each) => ({ name: '', value: lowerExpression(each), spread: false }));
  return { kind: 'assign', target: { kind: 'list', items, at }, operator: '', value, at };
}

function lowerStep(node: SyntaxNode): Expression {
  const at = locate(node);
  const [target] = partsOf(node);
  if (!target) return opaque(node);
  const operator = node.type === 'inc_statement' ? '+' : '-';
  return {
    kind: 'assign',
    target: lowerExpression(target),
    operator,
    value: { kind: 'literal', value: 1, at },
    at,
  };
}

/** Calls that make an error. */
const MAKES_ERROR = /^(fmt\.Errorf|errors\.(New|Errorf|Wrapf?|Join|WithMessage)|status\.Errorf?)$/;

/** `return …, fmt.Errorf(…)`: the program is not set up that way. */
function isFailure(last: SyntaxNode | undefined): boolean {
  const callee = last?.type === 'call_expression' ? child(last, 'function') : undefined;
  return callee !== undefined && MAKES_ERROR.test(textOf(callee));
}

function lowerReturn(node: SyntaxNode, results: readonly string[]): Statement {
  const at = locate(node);
  const nodes = valuesOf(childOfType(node, 'expression_list'));
  if (isFailure(nodes.at(-1))) return { kind: 'fail', at };
  const values = nodes.map((each) => lowerExpression(each));
  const bare = results.map((name): Expression => ({ kind: 'name', name, at }));
  return { kind: 'return', values: values.length > 0 ? values : bare, at };
}

function lowerIf(node: SyntaxNode, results: readonly string[]): Statement {
  const at = locate(node);
  const consequence = child(node, 'consequence');
  const alternative = child(node, 'alternative');
  const condition = child(node, 'condition');
  const initializer = child(node, 'initializer');
  const choice: Statement = {
    kind: 'if',
    test: condition ? lowerExpression(condition) : opaque(node),
    then: consequence ? lowerBlock(consequence, results) : [],
    otherwise: alternative
      ? alternative.type === 'if_statement'
        ? [lowerIf(alternative, results)]
        : lowerBlock(alternative, results)
      : [],
    at,
  };
  return initializer ? inScope([...lowerStatement(initializer, results), choice], node) : choice;
}
