import { runPending } from '../../syntax/program/interpreter.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import { closureOf, instanceOf, type TypeValue } from '../../syntax/program/value.ts';
import { beginPhase, callBlindly, functionsOf } from '../read-program.ts';
import { typesOf } from './types.ts';

/** Runs every file's own statements, then the methods that nothing called: a server is often built in a method of a class. */
export function drive(machine: Machine): void {
  for (const path of machine.program.paths) {
    beginPhase(machine);
    machine.run(machine.program.unit(path).body, machine.unitScope(path));
    runPending(machine);
  }
  for (const type of typesOf(machine)) runMethods(machine, type);
  for (const path of machine.program.paths) {
    for (const fn of functionsOf(machine, path)) callBlindly(machine, closureOf(fn, machine.unitScope(path)));
  }
}

function runMethods(machine: Machine, type: TypeValue): void {
  for (const fn of type.declaration.methods) {
    const isStatic = fn.modifiers.includes('static');
    const self = isStatic ? type : instanceOf(type, type.declaration.at);
    callBlindly(machine, closureOf(fn, typeScope(type), { self, owner: type }));
  }
}
