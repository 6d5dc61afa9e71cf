import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { functionOf, literal, locate, opaque, statementOf } from '../program/build.ts';
import type { Expression, Statement, TypeRef } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';
import { bodyOf, lowerYield, modifiersOf, parametersOf } from './functions.ts';
import { sectionTest } from './patterns.ts';
import { conditionOf } from './preprocessor.ts';
import { lowerType, typeParameterNames } from './types.ts';

export const lowerBlock = (node: SyntaxNode): Statement[] => hoisted(node.children.flatMap(lowerStatement));

/** Functions are known in all of the block that declares them. */
export const hoisted = (statements: Statement[]): Statement[] => [
  ...statements.filter((each) => each.kind === 'declare'),
  ...statements.filter((each) => each.kind !== 'declare'),
];

/** A statement's own statements: a block's, or itself. */
const inside = (node: SyntaxNode | undefined): Statement[] => {
  if (!node) return [];
  return node.type === 'block' ? lowerBlock(node) : lowerStatement(node);
};

export function lowerStatement(node: SyntaxNode): Statement[] {
  return lowerSimple(node) ?? lowerBranching(node) ?? lowerLoop(node) ?? lowerAround(node) ?? [];
}

function lowerSimple(node: SyntaxNode): Statement[] | undefined {
  const at = locate(node);
  const [first] = node.children;
  switch (node.type) {
    case 'expression_statement':
      return first ? [statementOf(lowerExpression(first))] : [];
    case 'local_declaration_statement':
      return lowerVariables(childOfType(node, 'variable_declaration'));
    case 'return_statement':
      return [{ kind: 'return', values: first ? [lowerExpression(first)] : [], at }];
    case 'yield_statement':
      return lowerYield(node);
    case 'break_statement':
    case 'continue_statement':
    case 'goto_statement':
      return [{ kind: 'leave', at }];
    case 'throw_statement':
      return [{ kind: 'fail', at }];
    case 'local_function_statement':
      return [{ kind: 'declare', declaration: lowerLocalFunction(node), at }];
    default:
      return undefined;
  }
}

function lowerLocalFunction(node: SyntaxNode) {
  const name = child(node, 'name');
  return functionOf(locate(node), {
    name: name ? textOf(name) : '',
    parameters: parametersOf(child(node, 'parameters')),
    typeParameters: typeParameterNames(node),
    returns: lowerType(child(node, 'type')),
    modifiers: modifiersOf(node),
    ...bodyOf(child(node, 'body')),
  });
}

/** `T a = 1, b;` and `var (a, b) = …;` */
export function lowerVariables(declaration: SyntaxNode | undefined): Statement[] {
  if (!declaration) return [];
  const type = lowerType(child(declaration, 'type'));
  return declaration.children
    .filter((each) => each.type === 'variable_declarator')
    .map((declarator) => lowerDeclarator(declarator, type));
}

function lowerDeclarator(node: SyntaxNode, type: TypeRef | null): Statement {
  const value = initializerOf(node);
  const tuple = childOfType(node, 'tuple_pattern');
  const name = child(node, 'name');
  return {
    kind: 'let',
    names: tuple ? tuple.children.map(textOf) : [name ? textOf(name).replace(/^@/, '') : '_'],
    ...(type && { type }),
    value: value ? lowerExpression(value, type) : null,
    at: locate(node),
  };
}

/** What a declared variable is set to. */
export const initializerOf = (declarator: SyntaxNode): SyntaxNode | undefined =>
  declarator.children.find(
    (each) =>
      each.label !== 'name' && each.type !== 'tuple_pattern' && each.type !== 'bracketed_argument_list',
  );

function lowerBranching(node: SyntaxNode): Statement[] | undefined {
  switch (node.type) {
    case 'if_statement': {
      const test = child(node, 'condition');
      const then = inside(child(node, 'consequence'));
      const otherwise = inside(child(node, 'alternative'));
      return [
        { kind: 'if', test: test ? lowerExpression(test) : opaque(node), then, otherwise, at: locate(node) },
      ];
    }
    case 'switch_statement':
      return lowerSwitchStatement(node);
    case 'preproc_if':
    case 'preproc_elif':
      return lowerPreprocessor(node);
    case 'preproc_else':
      return lowerBlock(node);
    default:
      return undefined;
  }
}

function lowerPreprocessor(node: SyntaxNode): Statement[] {
  const alternative = child(node, 'alternative');
  const then = node.children.filter((each) => each.label === '').flatMap(lowerStatement);
  const otherwise = alternative ? lowerStatement(alternative) : [];
  return [
    { kind: 'if', test: conditionOf(child(node, 'condition') ?? node), then, otherwise, at: locate(node) },
  ];
}

function lowerSwitchStatement(node: SyntaxNode): Statement[] {
  const subject = child(node, 'value');
  const sections = childrenIn(child(node, 'body'));
  const value = subject ? lowerExpression(subject) : opaque(node);
  const at = locate(node);
  let rest: Statement[] = [];
  for (const { test, body } of joinSections(sections, value).reverse())
    rest = test ? [{ kind: 'if', test, then: body, otherwise: rest, at }] : body;
  return rest;
}

interface Section {
  /** Null for `default`. */
  test: Expression | null;
  body: Statement[];
}

/** Cases that share a body stand before it without one. */
function joinSections(sections: readonly SyntaxNode[], subject: Expression): Section[] {
  const joined: Section[] = [];
  let shared: Expression | undefined;
  for (const section of sections) {
    const own = sectionTest(section, subject);
    const test: Expression | undefined =
      shared && own ? { kind: 'binary', operator: '||', left: shared, right: own, at: locate(section) } : own;
    const body = section.children.filter((each) => /_statement$|^block$/.test(each.type));
    if (body.length === 0) shared = test;
    else {
      joined.push({ test: test ?? null, body: withoutBreak(body.flatMap(inside)) });
      shared = undefined;
    }
  }
  return joined.sort((a, b) => Number(a.test === null) - Number(b.test === null));
}

const withoutBreak = (body: Statement[]): Statement[] =>
  body.at(-1)?.kind === 'leave' ? body.slice(0, -1) : body;

function lowerLoop(node: SyntaxNode): Statement[] | undefined {
  const at = locate(node);
  const body = inside(child(node, 'body'));
  switch (node.type) {
    case 'foreach_statement':
      return lowerEach(node, body);
    case 'for_statement':
      return lowerFor(node, body);
    case 'while_statement':
    case 'do_statement':
      return [{ kind: 'while', body, at }];
    default:
      return undefined;
  }
}

function lowerEach(node: SyntaxNode, body: Statement[]): Statement[] {
  const at = locate(node);
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (!left || !right) return [];
  const over = lowerExpression(right);
  if (left.type === 'identifier') return [{ kind: 'each', names: [textOf(left)], over, body, at }];
  const parts: Statement = {
    kind: 'let',
    names: left.children.map((each) => textOf(each).split(/\s+/).at(-1) ?? '_'),
    value: { kind: 'name', name: '$item', at },
    at,
  };
  return [{ kind: 'each', names: ['$item'], over, body: [parts, ...body], at }];
}

/** `for (var i = 0; i < n; i++)` counts; any other `for` is a loop that runs once. */
function lowerFor(node: SyntaxNode, body: Statement[]): Statement[] {
  const at = locate(node);
  const [start] = lowerVariables(child(node, 'initializer'));
  const condition = child(node, 'condition');
  const end = condition && child(condition, 'right');
  const isCount =
    start?.kind === 'let' && start.value?.kind === 'literal' && start.value.value === 0 && end !== undefined;
  if (!isCount) return [...(start ? [start] : []), { kind: 'while', body, at }];
  return [{ kind: 'each', names: start.names, over: lowerExpression(end), body, at }];
}

/** Statements that hold others: their insides run in order. */
function lowerAround(node: SyntaxNode): Statement[] | undefined {
  const at = locate(node);
  switch (node.type) {
    case 'block':
      return [{ kind: 'if', test: literal(true, at), then: lowerBlock(node), otherwise: [], at }];
    case 'try_statement': {
      const last = childOfType(node, 'finally_clause')?.children[0];
      return [...inside(child(node, 'body')), ...inside(last)];
    }
    case 'using_statement': {
      const held = childOfType(node, 'variable_declaration');
      return [...lowerVariables(held), ...inside(child(node, 'body'))];
    }
    case 'lock_statement':
    case 'fixed_statement':
    case 'checked_statement':
    case 'unsafe_statement':
      return inside(node.children.at(-1));
    case 'global_statement':
    case 'labeled_statement':
      return node.children.flatMap(lowerStatement);
    default:
      return undefined;
  }
}
