import type { Completion, Frame } from './realm.ts';
import type { Syntax } from './syntax.ts';
import { UNDEFINED, unknown, type Value } from './value.ts';

/** Deeper expressions are not followed: the reader's own stack is the limit. */
const MAX_DEPTH = 700;

/** What an expression is. */
export function evaluate(node: Syntax, frame: Frame): Value {
  const { realm } = frame;
  if (realm.steps <= 0) return unknown('budget');
  if (realm.depth >= MAX_DEPTH) return unknown('nested too deep');
  const evaluator = realm.evaluators.get(node.type);
  if (!evaluator) return unknown(`syntax ${node.type}`);
  realm.steps--;
  realm.depth++;
  try {
    return evaluator(node, frame);
  } finally {
    realm.depth--;
  }
}

export const evaluateOptional = (node: Syntax | undefined, frame: Frame): Value =>
  node ? evaluate(node, frame) : UNDEFINED;

/** Runs a statement; what is none of the statements is evaluated as an expression. */
export function execute(node: Syntax, frame: Frame): Completion | undefined {
  const { realm } = frame;
  if (realm.steps <= 0 || realm.depth >= MAX_DEPTH) return undefined;
  realm.steps--;
  const executor = realm.executors.get(node.type);
  if (!executor) return undefined;
  realm.depth++;
  try {
    return executor(node, frame);
  } finally {
    realm.depth--;
  }
}
