import type { Machine } from '../../syntax/program/machine.ts';
import { type Closure, withUnknowns } from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { sentTools, toolListsIn } from '../json-answers.ts';
import { beginPhase } from '../read-program.ts';
import { functionsIn, modulesOf } from './drive.ts';

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
    const answering = modulesOf(machine).filter(({ declaration }) =>
      machine.program.readFile(declaration.at.path).includes('"tools/list"'),
    );
    for (const closure of answering.flatMap(functionsIn)) listFrom(machine, world, closure);
  },
};
