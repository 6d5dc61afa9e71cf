import type { Machine } from '../../syntax/program/machine.ts';
import { type Closure, withUnknowns } from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { sentTools, toolListsIn } from '../json-answers.ts';
import { beginPhase } from '../phase.ts';
import { functionsSaying } from './drive.ts';

const ID = 'json-rpc';

function listFrom(machine: Machine, { recorded }: World, closure: Closure): void {
  beginPhase(machine);
  const answer = machine.call(closure, withUnknowns(closure.fn), closure.fn.at);
  for (const tools of toolListsIn(answer)) recorded.registrations.push(...sentTools(ID, tools));
}

/** Servers without an SDK, which answer `tools/list` themselves. */
export const jsonRpc: Idiom = {
  id: ID,
  find(machine, world) {
    for (const closure of functionsSaying(machine, /"tools\/list"/)) listFrom(machine, world, closure);
  },
};
