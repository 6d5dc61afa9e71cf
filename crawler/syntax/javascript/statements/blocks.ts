import { evaluate, evaluateOptional, execute } from '../evaluate.ts';
import { evaluateClass } from '../nodes/classes.ts';
import { createFunction } from '../nodes/functions.ts';
import { bindPattern } from '../pattern.ts';
import { type Completion, type Executor, type Frame, Thrown } from '../realm.ts';
import { createScope, declare, findBinding } from '../scope.ts';
import { childrenOf, findField, type Syntax, textOf } from '../syntax.ts';

const FUNCTION_DECLARATION = /^(generator_)?function_declaration$/;

/** Declares the functions of a block before anything runs, as JavaScript does. */
export function hoistFunctions(statements: readonly Syntax[], frame: Frame): void {
  for (const statement of statements) {
    const exported = statement.type === 'export_statement' ? findField(statement, 'declaration') : undefined;
    const node = exported ?? statement;
    const name = FUNCTION_DECLARATION.test(node.type) ? findField(node, 'name') : undefined;
    if (name) declare(frame.scope, textOf(name), createFunction(node, frame), frame.realm.conditions.length);
  }
}

export function executeAll(statements: readonly Syntax[], frame: Frame): Completion | undefined {
  hoistFunctions(statements, frame);
  for (const statement of statements) {
    const end = execute(statement, frame);
    if (end) return end;
  }
  return undefined;
}

const block: Executor = (node, frame) =>
  executeAll(childrenOf(node), { ...frame, scope: createScope(frame.scope) });

const expressionStatement: Executor = (node, frame) => {
  const [expression] = childrenOf(node);
  if (!expression) return undefined;
  if (frame.realm.executors.has(expression.type)) return execute(expression, frame);
  evaluate(expression, frame);
  return undefined;
};

const variables: Executor = (node, frame) => {
  const isVar = node.type === 'variable_declaration';
  const target = isVar ? { ...frame, scope: frame.functionScope } : frame;
  for (const declarator of childrenOf(node)) {
    const name = findField(declarator, 'name');
    const value = findField(declarator, 'value');
    const kept = isVar && !value && name && findBinding(frame.functionScope, textOf(name));
    if (name && !kept) bindPattern(name, evaluateOptional(value, frame), target);
  }
  return undefined;
};

const classDeclaration: Executor = (node, frame) => {
  const name = findField(node, 'name');
  const value = evaluateClass(node, frame);
  if (name) declare(frame.scope, textOf(name), value, frame.realm.conditions.length);
  return undefined;
};

const throwStatement: Executor = (node, frame) => {
  const [expression] = childrenOf(node).filter((child) => child.type !== 'throw');
  const value = evaluateOptional(expression, frame);
  throw new Thrown(value);
};

const returnStatement: Executor = (node, frame) => {
  const [expression] = childrenOf(node).filter((child) => child.type !== 'return');
  return { kind: 'return', value: evaluateOptional(expression, frame) };
};

function readLabel(node: Syntax): string | null {
  const label = findField(node, 'label');
  return label ? textOf(label) : null;
}

const labelled: Executor = (node, frame) => {
  const body = findField(node, 'body');
  const end = body && execute(body, frame);
  return end && end.kind !== 'return' && end.label === readLabel(node) ? undefined : end;
};

const tryStatement: Executor = (node, frame) => {
  const body = findField(node, 'body');
  const finalizer = findField(node, 'finalizer');
  const last = finalizer && findField(finalizer, 'body');
  const end = runProtected(body, findField(node, 'handler'), frame);
  return (last && execute(last, frame)) ?? end;
};

function runProtected(
  body: Syntax | undefined,
  handler: Syntax | undefined,
  frame: Frame,
): Completion | undefined {
  const { length } = frame.realm.conditions;
  try {
    return body && execute(body, frame);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    frame.realm.conditions.length = length;
    return handler && runHandler(handler, error, frame);
  }
}

function runHandler(handler: Syntax, error: Thrown, frame: Frame): Completion | undefined {
  const inner = { ...frame, scope: createScope(frame.scope) };
  const parameter = findField(handler, 'parameter');
  const body = findField(handler, 'body');
  if (parameter) bindPattern(parameter, error.value, inner);
  return body && execute(body, inner);
}

export const blocks: Record<string, Executor> = {
  statement_block: block,
  expression_statement: expressionStatement,
  lexical_declaration: variables,
  variable_declaration: variables,
  class_declaration: classDeclaration,
  abstract_class_declaration: classDeclaration,
  throw_statement: throwStatement,
  return_statement: returnStatement,
  labeled_statement: labelled,
  try_statement: tryStatement,
  break_statement: (node) => ({ kind: 'break', label: readLabel(node) }),
  continue_statement: (node) => ({ kind: 'continue', label: readLabel(node) }),
};
