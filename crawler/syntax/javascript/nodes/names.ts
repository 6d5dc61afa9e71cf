import { evaluate } from '../evaluate.ts';
import type { Evaluator } from '../realm.ts';
import { findBinding, readBinding } from '../scope.ts';
import { childrenOf, textOf } from '../syntax.ts';
import { external, UNDEFINED, unknown } from '../value.ts';

/** The name under which a module's scope keeps its `import.meta`: no identifier can be called so. */
export const META = '%meta';

const identifier: Evaluator = (node, frame) => {
  const name = textOf(node);
  const binding = findBinding(frame.scope, name);
  return binding ? readBinding(binding) : unknown(`global ${name}`);
};

/** An expression around another that changes nothing: parentheses, `as`, `satisfies`, `!`, and `await`, since promises are not modelled. */
const inside: Evaluator = (node, frame) => {
  const expression = childrenOf(node).find((child) => child.type !== 'await' && child.type !== 'yield');
  return expression ? evaluate(expression, frame) : UNDEFINED;
};

const sequence: Evaluator = (node, frame) => {
  const values = childrenOf(node).map((child) => evaluate(child, frame));
  return values.at(-1) ?? UNDEFINED;
};

export const names: Record<string, Evaluator> = {
  identifier,
  shorthand_property_identifier: identifier,
  this: (_node, frame) => frame.self,
  super: (_node, frame) => frame.home?.parent ?? unknown('super of nothing'),
  meta_property: (_node, frame) => {
    const binding = findBinding(frame.scope, META);
    return binding ? readBinding(binding) : external('import.meta');
  },
  parenthesized_expression: inside,
  as_expression: inside,
  satisfies_expression: inside,
  non_null_expression: inside,
  instantiation_expression: inside,
  await_expression: inside,
  yield_expression: inside,
  type_assertion: (node, frame) => {
    const expression = childrenOf(node).at(-1);
    return expression ? evaluate(expression, frame) : UNDEFINED;
  },
  sequence_expression: sequence,
};
