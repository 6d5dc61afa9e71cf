import { runPending, STEP_LIMIT } from '../syntax/program/interpreter.ts';
import type { Machine } from '../syntax/program/machine.ts';
import { type Closure, withUnknowns } from '../syntax/program/value.ts';

/** Begins a phase with fresh steps and nothing hanging on anything. */
export function beginPhase(machine: Machine): void {
  machine.steps = STEP_LIMIT;
  machine.conditions.length = 0;
}

/** Runs the statements of a file that stand outside declarations, then what they handed to others. */
export function runBody(machine: Machine, path: string): void {
  beginPhase(machine);
  machine.run(machine.program.unit(path).body, machine.unitScope(path));
  runPending(machine);
}

/** Calls a function with unknown arguments, named after its parameters, unless it ran before. */
export function callBlindly(machine: Machine, closure: Closure): void {
  if (machine.called.has(closure.fn)) return;
  beginPhase(machine);
  machine.call(closure, withUnknowns(closure.fn), closure.fn.at);
  runPending(machine);
}
