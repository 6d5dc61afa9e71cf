import { child, childOfType, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { locate, opaque } from '../program/build.ts';
import type { Expression, Statement } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';
import { builtinCall, partsOf } from './nodes.ts';
import { inScope, lowerBlock, lowerStatement } from './statements.ts';
import { lowerType } from './types.ts';

interface Case {
  node: SyntaxNode;
  /** Null for `default`. */
  test: Expression | null;
  body: readonly Statement[];
  fallsThrough: boolean;
}

const CASES: ReadonlySet<string> = new Set([
  'expression_case',
  'type_case',
  'default_case',
  'communication_case',
]);

/** A switch as a chain of tests. */
export function lowerSwitch(node: SyntaxNode, results: readonly string[]): Statement[] {
  const subject = child(node, 'value');
  const initializer = child(node, 'initializer');
  const cases = node.children
    .filter((each) => CASES.has(each.type))
    .map((each) => lowerCase(each, subject, results));
  const alias = child(node, 'alias');
  const bound: Statement[] =
    alias && subject
      ? [{ kind: 'let', names: [textOf(alias)], value: lowerExpression(subject), at: locate(node) }]
      : [];
  const first = initializer ? lowerStatement(initializer, results) : [];
  return [inScope([...first, ...bound, ...leavable(chain(joinFalling(cases)), node)], node)];
}

/** `select`: any of its cases may be taken. */
export function lowerSelect(node: SyntaxNode, results: readonly string[]): readonly Statement[] {
  const cases = node.children
    .filter((each) => CASES.has(each.type))
    .map((each) => {
      const communication = child(each, 'communication');
      const received = communication ? lowerStatement(communication, results) : [];
      return {
        node: each,
        test: opaqueTest(each),
        body: [...received, ...bodyOf(each, results)],
        fallsThrough: false,
      };
    });
  return leavable(chain(cases), node);
}

const opaqueTest = (node: SyntaxNode): Expression => ({ kind: 'opaque', text: '', at: locate(node) });

const bodyOf = (node: SyntaxNode, results: readonly string[]): Statement[] => {
  const list = childOfType(node, 'statement_list');
  return list ? lowerBlock(list, results) : [];
};

function lowerCase(node: SyntaxNode, subject: SyntaxNode | undefined, results: readonly string[]): Case {
  const list = childOfType(node, 'statement_list');
  return {
    node,
    test: node.type === 'default_case' ? null : anyOf(testsOf(node, subject), node),
    body: withoutBreak(bodyOf(node, results), list),
    fallsThrough: list?.children.at(-1)?.type === 'fallthrough_statement',
  };
}

/** A `break` at the end of a case says nothing. */
const withoutBreak = (body: Statement[], list: SyntaxNode | undefined): Statement[] =>
  list?.children.at(-1)?.type === 'break_statement' ? body.slice(0, -1) : body;

function testsOf(node: SyntaxNode, subject: SyntaxNode | undefined): Expression[] {
  const at = locate(node);
  if (node.type === 'type_case')
    return childrenOf(node, 'type')
      .filter((each) => each.type !== ',')
      .map((each) => isOfType(each, subject));
  const values = child(node, 'value');
  return (values ? partsOf(values) : []).map((each) => {
    const value = lowerExpression(each);
    return subject
      ? { kind: 'binary', operator: '==', left: lowerExpression(subject), right: value, at }
      : value;
  });
}

function isOfType(type: SyntaxNode, subject: SyntaxNode | undefined): Expression {
  if (!subject) return opaque(type);
  if (type.type === 'nil')
    return {
      kind: 'binary',
      operator: '==',
      left: lowerExpression(subject),
      right: { kind: 'literal', value: null, at: locate(type) },
      at: locate(type),
    };
  const { name } = lowerType(type);
  return builtinCall(
    '$isType',
    [lowerExpression(subject), { kind: 'literal', value: name, at: locate(type) }],
    type,
  );
}

const anyOf = (tests: readonly Expression[], node: SyntaxNode): Expression =>
  tests.length === 0
    ? opaque(node)
    : tests.reduce((left, right) => ({
        kind: 'binary',
        operator: '||',
        left,
        right,
        at: locate(node),
      }));

/** A case that falls through runs the next one's body too. */
const joinFalling = (cases: readonly Case[]): Case[] =>
  cases.map((each, index) => {
    const body = [...each.body];
    for (let next = index; cases[next]?.fallsThrough; next += 1) body.push(...(cases[next + 1]?.body ?? []));
    return { ...each, body };
  });

/** `default` is tested last, wherever it stands. */
function chain(cases: readonly Case[]): readonly Statement[] {
  const otherwise = cases.find((each) => each.test === null)?.body ?? [];
  return cases
    .filter((each) => each.test !== null)
    .reduceRight<readonly Statement[]>(
      (rest, { test, body, node }) => [
        { kind: 'if', test: test ?? opaque(node), then: body, otherwise: rest, at: locate(node) },
      ],
      otherwise,
    );
}

/** A `break` inside leaves the switch, not the loop around it: what runs once is a loop of its own. */
function leavable(body: readonly Statement[], node: SyntaxNode): readonly Statement[] {
  const text = textOf(node);
  if (!/\bbreak\b/.test(text) || /\bcontinue\b/.test(text)) return body;
  const at = locate(node);
  return [{ kind: 'each', names: [], over: { kind: 'literal', value: 1, at }, body, at }];
}
