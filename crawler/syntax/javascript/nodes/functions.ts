import type { Evaluator, Frame } from '../realm.ts';
import { createScope, declare } from '../scope.ts';
import { findField, type Syntax, textOf } from '../syntax.ts';
import type { ClassValue, FunctionValue } from '../value.ts';

/** The closure that a function node makes here. Arrow functions keep `this` and `super` of where they stand. */
export function createFunction(
  node: Syntax,
  frame: Frame,
  home: ClassValue | null = frame.home,
): FunctionValue {
  const made: FunctionValue = {
    kind: 'function',
    node,
    scope: frame.scope,
    self: node.type === 'arrow_function' ? frame.self : null,
    home,
    properties: new Map(),
  };
  frame.realm.closures.set(node, made);
  return made;
}

/** A named function expression knows itself by its name. */
const named: Evaluator = (node, frame) => {
  const name = findField(node, 'name');
  if (!name) return createFunction(node, frame);
  const scope = createScope(frame.scope);
  const made = createFunction(node, { ...frame, scope });
  declare(scope, textOf(name), made, frame.realm.conditions.length);
  return made;
};

export const functions: Record<string, Evaluator> = {
  arrow_function: (node, frame) => createFunction(node, frame),
  function_expression: named,
  generator_function: named,
};
