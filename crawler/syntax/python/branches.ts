// Tests that only a run would decide: both sides are run from the same start, and what they made is merged.

import { type SyntaxNode, textOf } from '../node.ts';
import type { Flow, Machine } from './machine.ts';
import { usualTruth } from './operators.ts';
import { isKind, type Scope, type Value } from './value.ts';

/** Marks, on the stack of conditions, a side that is not taken when nobody sets the flag. */
export const UNUSUAL = '';

/** The flag that a test asks for: what its value came from, else the last name in it. */
export function flagOf(test: SyntaxNode, decision: Value): string {
  if (isKind(decision, 'unknown') && decision.flag !== undefined) return decision.flag;
  return (
    textOf(test)
      .match(/[A-Za-z_]\w*/g)
      ?.at(-1) ?? 'condition'
  );
}

type Names = Map<string, Value>;

export function runSide(
  machine: Machine,
  block: SyntaxNode | undefined,
  scope: Scope,
  marks: readonly string[],
): Flow {
  if (block === undefined) return 'next';
  const before = machine.conditions.length;
  machine.conditions.push(...marks);
  const flow = machine.run(block, scope);
  machine.conditions.length = before;
  return flow;
}

/** Runs both sides from the same start, then keeps of each name what the side that is taken by default made of it. */
export function runBoth(
  machine: Machine,
  sides: { test: SyntaxNode; decision: Value; yes?: SyntaxNode; no?: SyntaxNode },
  scope: Scope,
): Flow {
  const flag = flagOf(sides.test, sides.decision);
  const usual = usualTruth(sides.decision);
  const before: Names = new Map(scope.names);
  const yes = runSide(machine, sides.yes, scope, usual === false ? [flag, UNUSUAL] : [flag]);
  const afterYes: Names = new Map(scope.names);
  restore(scope.names, before);
  const no = runSide(machine, sides.no, scope, usual === true ? [flag, UNUSUAL] : [flag]);
  const afterNo: Names = new Map(scope.names);
  // What follows a guard that left is guarded by it.
  if ((yes === 'next') !== (no === 'next') && scope.frame !== null) machine.conditions.push(flag);
  if (yes !== 'next' && no === 'next') return 'next';
  if (no !== 'next' && yes === 'next') restore(scope.names, afterYes);
  else mergeNames(scope.names, { yes: afterYes, no: afterNo }, { flag, usual });
  return yes === no ? yes : 'next';
}

function restore(names: Names, to: Names): void {
  names.clear();
  for (const [name, value] of to) names.set(name, value);
}

type Decided = { flag: string; usual: boolean | undefined };

function mergeNames(names: Names, sides: { yes: Names; no: Names }, decided: Decided): void {
  for (const name of new Set([...sides.yes.keys(), ...sides.no.keys()])) {
    const merged = mergeValues(sides.yes.get(name), sides.no.get(name), decided);
    if (merged !== undefined) names.set(name, merged);
  }
}

const isVague = (value: Value | undefined) =>
  value === undefined || (isKind(value, 'unknown') && value.fallback === undefined);

/** Of what two sides made of a name: an object rather than none, what is known rather than not, else what is usual. */
function mergeValues(
  yes: Value | undefined,
  no: Value | undefined,
  { flag, usual }: Decided,
): Value | undefined {
  if (yes === no || isVague(no)) return yes === undefined ? no : yes;
  if (isVague(yes)) return no;
  const [first, second] = usual === false ? [no, yes] : [yes, no];
  if (first === null && typeof second === 'object') return second;
  if (second === null && typeof first === 'object') return first;
  const isSwitch = typeof first === 'boolean' || first === null || first === undefined;
  return isSwitch
    ? {
        kind: 'unknown',
        flag,
        fallback: usual === undefined && second !== undefined ? second : first === undefined ? null : first,
      }
    : first;
}
