import { child, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { literal, locate, nameOf, opaque, statementOf } from '../program/build.ts';
import type { Expression, Statement } from '../program/ir.ts';
import { lowerExpression, part } from './expressions.ts';
import { lowerStatements } from './statements.ts';

interface Case {
  labels: SyntaxNode[];
  body: SyntaxNode[];
}

/** The cases of a switch, old (`case a:`) and new (`case a ->`). A case that falls through shares the next one's body. */
function casesOf(node: SyntaxNode): Case[] {
  const rows = childrenIn(child(node, 'body'));
  const cases: Case[] = [];
  let waiting: SyntaxNode[] = [];
  for (const row of rows) {
    const labels = [...waiting, ...row.children.filter((each) => each.type === 'switch_label')];
    const body = row.children.filter((each) => each.type !== 'switch_label');
    waiting = body.length === 0 ? labels : [];
    if (body.length > 0) cases.push({ labels, body });
  }
  return cases;
}

const isDefault = ({ labels }: Case): boolean => labels.some((label) => /\bdefault\b/.test(textOf(label)));

/** Whether a value is what a label says: a constant, or a member of the enum that only its name stands for. */
function matches(value: Expression, label: SyntaxNode): Expression {
  const at = locate(label);
  const equal = (right: Expression): Expression => ({
    kind: 'binary',
    operator: '==',
    left: value,
    right,
    at,
  });
  if (label.type === 'pattern' || label.type === 'guard') return opaque(label);
  if (label.type !== 'identifier') return equal(lowerExpression(label));
  return {
    kind: 'binary',
    operator: '||',
    left: equal(literal(textOf(label), at)),
    right: equal(nameOf(textOf(label), at)),
    at,
  };
}

function testOf(value: Expression, { labels }: Case): Expression {
  const tests = labels.flatMap((label) => label.children).map((each) => matches(value, each));
  const [first, ...rest] = tests;
  if (!first) return literal(true, value.at);
  return rest.reduce<Expression>(
    (left, right) => ({ kind: 'binary', operator: '||', left, right, at: value.at }),
    first,
  );
}

const isLeave = (node: SyntaxNode) => node.type === 'break_statement';

/** A switch that gives a value: `yield` at the end of a case, or the expression behind its arrow. */
export function lowerSwitchExpression(node: SyntaxNode): Expression {
  const value = part(node, 'condition');
  const cases = casesOf(node);
  const last = cases.find(isDefault);
  return cases
    .filter((each) => each !== last)
    .reduceRight<Expression>(
      (otherwise, each) => ({
        kind: 'conditional',
        test: testOf(value, each),
        then: caseValue(each, node),
        otherwise,
        at: locate(node),
      }),
      last ? caseValue(last, node) : opaque(node),
    );
}

function caseValue({ body }: Case, node: SyntaxNode): Expression {
  const [first, ...rest] = body;
  if (!first) return opaque(node);
  if (rest.length === 0 && first.type === 'expression_statement') return lowerOnly(first);
  const inner = first.type === 'block' && rest.length === 0 ? first.children : body;
  const last = inner.at(-1);
  const at = locate(first);
  if (last?.type !== 'yield_statement') return { kind: 'block', body: lowerStatements(inner), at };
  return {
    kind: 'block',
    body: [...lowerStatements(inner.slice(0, -1)), statementOf(lowerOnly(last))],
    at,
  };
}

function lowerOnly(node: SyntaxNode): Expression {
  const [first] = node.children;
  return first ? lowerExpression(first) : opaque(node);
}

/** A switch as tests in a row; inside a loop of one round, which is what `break` leaves. */
export function lowerSwitch(node: SyntaxNode): Statement {
  const at = locate(node);
  const value = part(node, 'condition');
  const cases = casesOf(node);
  const last = cases.find(isDefault);
  const bodyOf = ({ body }: Case) => lowerStatements(body.filter((each) => !isLeave(each)));
  const tests = cases
    .filter((each) => each !== last)
    .reduceRight<Statement[]>(
      (otherwise, each) => [{ kind: 'if', test: testOf(value, each), then: bodyOf(each), otherwise, at }],
      last ? bodyOf(last) : [],
    );
  const once: Expression = { kind: 'list', items: [{ name: '', value: literal(0, at), spread: false }], at };
  return { kind: 'each', names: ['_'], over: once, body: tests, at };
}
