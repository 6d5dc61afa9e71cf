import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { callOf, literal, locate, memberOf, nameOf, opaque, positional } from '../program/build.ts';
import type { Expression, Statement } from '../program/ir.ts';
import { lowerExpression, typeExpression } from './expressions.ts';
import { lowerStatements } from './statements.ts';

/** The statements of the body of a branch or loop. */
export const bodyOf = (node: SyntaxNode | undefined): SyntaxNode[] =>
  childrenIn(node).flatMap((each) => (each.type === 'statements' ? each.children : [each]));

/** A body as an expression: its last statement is its value. */
export function blockOf(node: SyntaxNode | undefined): Expression {
  const at = node ? locate(node) : { path: '', startLine: 1, endLine: 1 };
  return { kind: 'block', body: lowerStatements(bodyOf(node), true), at };
}

const testOf = (node: SyntaxNode): Expression => {
  const test = child(node, 'condition');
  return test ? lowerExpression(test) : opaque(node);
};

export function lowerIfExpression(node: SyntaxNode): Expression {
  const otherwise = child(node, 'alternative');
  return {
    kind: 'conditional',
    test: testOf(node),
    then: blockOf(child(node, 'consequence')),
    otherwise: otherwise ? blockOf(otherwise) : literal(null, locate(node)),
    at: locate(node),
  };
}

export function lowerIf(node: SyntaxNode): Statement {
  return {
    kind: 'if',
    test: testOf(node),
    then: lowerStatements(bodyOf(child(node, 'consequence'))),
    otherwise: lowerStatements(bodyOf(child(node, 'alternative'))),
    at: locate(node),
  };
}

interface Subject {
  /** The value that is compared; absent where every condition stands for itself. */
  value: Expression | undefined;
  /** `when (val x = …)` */
  binds: readonly Statement[];
}

function subjectOf(node: SyntaxNode): Subject {
  const subject = childOfType(node, 'when_subject');
  const last = subject?.children.at(-1);
  if (!subject || !last) return { value: undefined, binds: [] };
  const declared = childOfType(subject, 'variable_declaration');
  const value = lowerExpression(last);
  const name = declared && childOfType(declared, 'simple_identifier');
  if (!name) return { value, binds: [] };
  const at = locate(node);
  return { value: nameOf(textOf(name), at), binds: [{ kind: 'let', names: [textOf(name)], value, at }] };
}

function conditionTest(node: SyntaxNode, value: Expression | undefined): Expression {
  const [only] = node.children;
  const at = locate(node);
  if (!only) return opaque(node);
  if (!value) return lowerExpression(only);
  if (only.type === 'type_test') {
    const [type] = only.children;
    return type
      ? callOf(memberOf(value, '$instanceOf', at), [positional(typeExpression(type))], at)
      : opaque(node);
  }
  if (only.type === 'range_test') return opaque(only);
  const right = lowerExpression(only);
  return { kind: 'binary', operator: '==', left: value, right, at };
}

function entryTest(entry: SyntaxNode, value: Expression | undefined): Expression | undefined {
  const tests = entry.children
    .filter((each) => each.type === 'when_condition')
    .map((each) => conditionTest(each, value));
  const [first, ...rest] = tests;
  return (
    first &&
    rest.reduce<Expression>(
      (left, right) => ({ kind: 'binary', operator: '||', left, right, at: locate(entry) }),
      first,
    )
  );
}

const entryBody = (entry: SyntaxNode): SyntaxNode | undefined => childOfType(entry, 'control_structure_body');

/** A `when` as a value: tests in a row. */
export function lowerWhen(node: SyntaxNode): Expression {
  const at = locate(node);
  const { value, binds } = subjectOf(node);
  const entries = node.children.filter((each) => each.type === 'when_entry');
  const made = entries.reduceRight<Expression>(
    (otherwise, entry) => {
      const test = entryTest(entry, value);
      const then = blockOf(entryBody(entry));
      return test ? { kind: 'conditional', test, then, otherwise, at } : then;
    },
    literal(null, at),
  );
  return binds.length === 0
    ? made
    : { kind: 'block', body: [...binds, { kind: 'expression', value: made, at }], at };
}

export function lowerWhenStatement(node: SyntaxNode): Statement[] {
  const at = locate(node);
  const { value, binds } = subjectOf(node);
  const entries = node.children.filter((each) => each.type === 'when_entry');
  const made = entries.reduceRight<Statement[]>((otherwise, entry) => {
    const test = entryTest(entry, value);
    const then = lowerStatements(bodyOf(entryBody(entry)));
    return test ? [{ kind: 'if', test, then, otherwise, at }] : then;
  }, []);
  return [...binds, ...made];
}

/** A `try` is its body and what comes finally. */
export function tryNodes(node: SyntaxNode): readonly SyntaxNode[] {
  const last = childOfType(node, 'finally_block');
  const body = childrenIn(childOfType(node, 'statements'));
  return last ? [...body, ...bodyOf(last)] : body;
}

export const lowerTryExpression = (node: SyntaxNode): Expression => ({
  kind: 'block',
  body: lowerStatements(childrenIn(childOfType(node, 'statements')), true),
  at: locate(node),
});
