import { child, childOfType, childrenIn, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { literal, locate, nameOf, opaque, statementOf } from '../program/build.ts';
import type { Expression, Statement } from '../program/ir.ts';
import { lowerDeclaration } from './declarations.ts';
import { lowerExpression, part } from './expressions.ts';
import { annotatedType } from './types.ts';

type Lower = (node: SyntaxNode) => Statement[];

export const lowerStatements = (nodes: readonly SyntaxNode[]): Statement[] => nodes.flatMap(lowerStatement);

const inside = (node: SyntaxNode | undefined): Statement[] =>
  lowerStatements(childrenIn(node && childOfType(node, 'statements')));

/** The names a pattern binds. */
export function namesIn(pattern: SyntaxNode | undefined): string[] {
  if (!pattern) return [];
  const bound = childrenOf(pattern, 'bound_identifier').map(textOf);
  if (bound.length > 0) return bound;
  if (pattern.type === 'simple_identifier') return [textOf(pattern)];
  return pattern.children.filter((each) => each.type !== 'value_binding_pattern').flatMap(namesIn);
}

/** What a property or local holds; computed ones have nothing of their own. */
export function lowerLocal(node: SyntaxNode): Statement[] {
  const patterns = childrenOf(node, 'name');
  const values = childrenOf(node, 'value');
  const type = annotatedType(node);
  return patterns.map((pattern, index): Statement => {
    const value = values[index];
    return {
      kind: 'let',
      names: namesIn(pattern),
      ...(type && { type }),
      value: value ? lowerExpression(value) : null,
      at: locate(node),
    };
  });
}

const FAILS = /^(fatalError|preconditionFailure|exit|abort)\s*\(/;

function lowerTransfer(node: SyntaxNode): Statement[] {
  const at = locate(node);
  const text = textOf(node);
  if (/^(break|continue|fallthrough)/.test(text)) return [{ kind: 'leave', at }];
  if (text.startsWith('throw')) return [{ kind: 'fail', at }];
  return [{ kind: 'return', values: childrenOf(node, 'result').map(lowerExpression), at }];
}

interface Condition {
  binds: Statement[];
  test: Expression;
}

const both = (left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator: '&&',
  left,
  right,
  at: left.at,
});

/** `if a, let b = c`: what is bound comes first, and is not nothing where the test holds. Patterns are not followed. */
function conditionOf(node: SyntaxNode): Condition {
  const at = locate(node);
  const binds: Statement[] = [];
  const tests: Expression[] = [];
  const parts = node.children.filter(
    (each) => each.label === 'condition' || each.label === 'bound_identifier',
  );
  if (parts.some((each) => textOf(each) === 'case')) return { binds, test: opaque(node) };
  for (const [index, each] of parts.entries()) {
    const value = parts[index + 1]?.type === '=' ? parts[index + 2] : undefined;
    if (each.label === 'bound_identifier') {
      const name = textOf(each);
      binds.push({
        kind: 'let',
        names: [name],
        value: value ? lowerExpression(value) : nameOf(name, at),
        at,
      });
      tests.push({ kind: 'binary', operator: '!=', left: nameOf(name, at), right: literal(null, at), at });
    } else if (each.type !== 'value_binding_pattern' && each.type !== '=' && parts[index - 1]?.type !== '=')
      tests.push(lowerExpression(each));
  }
  const [first = literal(true, at), ...rest] = tests;
  return { binds, test: rest.reduce(both, first) };
}

/** Statements before and behind `else`. */
function sidesOf(node: SyntaxNode): { then: SyntaxNode[]; otherwise: SyntaxNode[] } {
  const cut = node.children.findIndex((each) => each.type === 'else');
  const isBody = (each: SyntaxNode) => each.type === 'statements' || each.type === 'if_statement';
  const open = (nodes: readonly SyntaxNode[]) =>
    nodes.filter(isBody).flatMap((each) => (each.type === 'statements' ? each.children : [each]));
  const [before, after] =
    cut < 0 ? [node.children, []] : [node.children.slice(0, cut), node.children.slice(cut)];
  return { then: open(before.filter((each) => each.label !== 'condition')), otherwise: open(after) };
}

function lowerIf(node: SyntaxNode): Statement[] {
  const { binds, test } = conditionOf(node);
  const { then, otherwise } = sidesOf(node);
  return [
    ...binds,
    {
      kind: 'if',
      test,
      then: lowerStatements(then),
      otherwise: lowerStatements(otherwise),
      at: locate(node),
    },
  ];
}

function lowerGuard(node: SyntaxNode): Statement[] {
  const { binds, test } = conditionOf(node);
  const { otherwise } = sidesOf(node);
  return [...binds, { kind: 'if', test, then: [], otherwise: lowerStatements(otherwise), at: locate(node) }];
}

function patternTest(value: Expression, pattern: SyntaxNode): Expression {
  const text = textOf(pattern).trim();
  const at = locate(pattern);
  const [inner] = pattern.children.flatMap((each) => (each.type === 'pattern' ? each.children : [each]));
  const equal = (right: Expression): Expression => ({
    kind: 'binary',
    operator: '==',
    left: value,
    right,
    at,
  });
  if (/^\.\w+$/.test(text)) return equal(literal(text.slice(1), at));
  return inner && /literal$/.test(inner.type) ? equal(lowerExpression(inner)) : opaque(pattern);
}

function lowerSwitch(node: SyntaxNode): Statement[] {
  const at = locate(node);
  const value = part(node, 'expr');
  const entries = node.children.filter((each) => each.type === 'switch_entry');
  const body = (entry: SyntaxNode) =>
    lowerStatements(childrenIn(childOfType(entry, 'statements')).filter((each) => textOf(each) !== 'break'));
  const tests = entries.reduceRight<Statement[]>((otherwise, entry) => {
    const patterns = entry.children.filter((each) => each.type === 'switch_pattern');
    const [first, ...rest] = patterns.map((each) => patternTest(value, each));
    if (!first) return body(entry);
    const test = rest.reduce<Expression>(
      (left, right) => ({ kind: 'binary', operator: '||', left, right, at }),
      first,
    );
    return [{ kind: 'if', test, then: body(entry), otherwise, at }];
  }, []);
  return tests;
}

function lowerFor(node: SyntaxNode): Statement[] {
  const at = locate(node);
  const where = childOfType(node, 'where_clause')?.children.at(-1);
  const body = inside(node);
  return [
    {
      kind: 'each',
      names: namesIn(child(node, 'item')),
      over: part(node, 'collection'),
      body: where ? [{ kind: 'if', test: lowerExpression(where), then: body, otherwise: [], at }] : body,
      at,
    },
  ];
}

const loop: Lower = (node) => [{ kind: 'while', body: inside(node), at: locate(node) }];

const declare: Lower = (node) =>
  lowerDeclaration(node).map((declaration) => ({ kind: 'declare', declaration, at: locate(node) }));

/** What runs when a scope is left runs where it stands. */
function lowerCallStatement(node: SyntaxNode): Statement[] {
  if (FAILS.test(textOf(node))) return [{ kind: 'fail', at: locate(node) }];
  const [callee, suffix] = node.children;
  const block = suffix && childOfType(suffix, 'lambda_literal');
  if (callee && block && textOf(callee) === 'defer') return inside(block);
  return [statementOf(lowerExpression(node))];
}

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['property_declaration', lowerLocal],
  ['control_transfer_statement', lowerTransfer],
  ['if_statement', lowerIf],
  ['guard_statement', lowerGuard],
  ['switch_statement', lowerSwitch],
  ['for_statement', lowerFor],
  ['while_statement', loop],
  ['repeat_while_statement', loop],
  ['do_statement', (node) => inside(node)],
  ['function_declaration', declare],
  ['class_declaration', declare],
  ['typealias_declaration', declare],
  ['call_expression', lowerCallStatement],
  ['directive', () => []],
  ['import_declaration', () => []],
]);

/** What a statement of Swift is in the common form. */
export function lowerStatement(node: SyntaxNode): Statement[] {
  return LOWER.get(node.type)?.(node) ?? [statementOf(lowerExpression(node))];
}
