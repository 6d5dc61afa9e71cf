import type { Expression } from './ir.ts';

/** What a setting holds when nobody sets it. */
const isNothing = (expression: Expression): boolean =>
  expression.kind === 'literal' &&
  (expression.value === null ||
    expression.value === '' ||
    expression.value === false ||
    expression.value === 0);

function comparesUnset(operator: string, left: Expression, right: Expression): boolean {
  const withNothing = isNothing(left) || isNothing(right);
  return operator === '==' ? withNothing : !withNothing;
}

/**
 * Whether a test that only a run would decide holds when nothing is set: `!enabled` does, `enabled` and `mode == "x"` do not. A tool
 * hangs on a flag where it is not there by itself.
 */
export function holdsUnset(test: Expression): boolean {
  if (test.kind === 'not') return !holdsUnset(test.of);
  if (test.kind !== 'binary') return false;
  const { operator, left, right } = test;
  if (operator === '&&') return holdsUnset(left) && holdsUnset(right);
  if (operator === '||') return holdsUnset(left) || holdsUnset(right);
  return (operator === '==' || operator === '!=') && comparesUnset(operator, left, right);
}
