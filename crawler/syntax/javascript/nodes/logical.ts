import { choose, flagOf, guessedTruth, perhaps, truth } from '../choice.ts';
import { overridable } from '../settings.ts';
import { primitive, type UnknownValue, unknown, type Value } from '../value.ts';

/** Whether the right side is used: `true`, `false`, or undefined when that is not known. */
export function needsRight(operator: string, left: Value): boolean | undefined {
  if (operator === '??') {
    if (left.kind === 'primitive') return left.value == null;
    return left.kind === 'unknown' || left.kind === 'choice'
      ? undefined
      : left.kind === 'external'
        ? undefined
        : false;
  }
  const is = truth(left);
  if (is === undefined) return undefined;
  return operator === '&&' ? is : !is;
}

/** What stands for a setting that nobody made: a text, a number, a list. */
const DEFAULTS: ReadonlySet<Value['kind']> = new Set(['primitive', 'array', 'collection']);

/** Combines both sides of `&&`, `||`, `??` when the left one is not known. What is known is likelier than what is not. */
export function joinLogical(operator: string, left: Value, right: Value): Value {
  const flag = flagOf(left);
  if (operator === '&&') {
    const isGuess = right.kind === 'unknown' && right.guess !== null;
    return left.kind === 'choice' && !isGuess ? perhaps(right, flag) : perhapsGuessed(left, right, flag);
  }
  const isSetting =
    left.kind === 'unknown' &&
    (right.kind === 'primitive' || (left.flag !== null && DEFAULTS.has(right.kind)));
  const isNothing = right.kind === 'primitive' && right.value == null;
  if (isSetting) return isNothing && left.guess === null ? left : unknown('setting', flag, right);
  if (left.kind === 'unknown' && right.kind === 'unknown')
    return guessedTruth(left) === true || right.flag === null ? left : right;
  if (right.kind === 'object' && (left.kind === 'unknown' || left.kind === 'external'))
    return overridable(right);
  if (left.kind === 'unknown' || left.kind === 'external')
    return right.kind === 'unknown' ? left : choose([right], flag);
  const isUnset = left.kind === 'choice' && guessedTruth(left) === false;
  return choose(isUnset ? [right, left] : [left, right], flag);
}

function perhapsGuessed(left: Value, right: Value, flag: string | null): Value {
  if (right.kind === 'primitive')
    return unknown('operator on unknown', flag, guessedTruth(left) === false ? primitive(false) : null);
  return right.kind === 'unknown'
    ? unknown('operator on unknown', flag ?? right.flag, guessBoth(left, right))
    : perhaps(right, flag);
}

/** What `left && right` is if nothing is configured; null where that is not known. */
function guessBoth(left: Value, right: UnknownValue): Value | null {
  const is = guessedTruth(left);
  if (is === undefined) return null;
  return is ? right.guess : primitive(false);
}
