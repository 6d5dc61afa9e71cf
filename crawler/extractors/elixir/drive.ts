import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import { type Closure, closureOf, type TypeValue } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import { callBlindly } from '../phase.ts';

/** The functions of a module, ready to be called. */
const functionsIn = (module: TypeValue): Closure[] =>
  module.declaration.methods.map((fn) => closureOf(fn, typeScope(module), { self: module, owner: module }));

/** The functions of the modules whose files say something. */
export const functionsSaying = (machine: Machine, word: RegExp): Closure[] =>
  typesIn(machine, machine.program.paths)
    .filter(({ declaration }) => word.test(machine.program.readFile(declaration.at.path)))
    .flatMap(functionsIn);

/** Calls the functions that register tools while a server starts. */
export function drive(machine: Machine): void {
  for (const fn of functionsSaying(machine, /\bregister_tool\b/)) callBlindly(machine, fn);
}
