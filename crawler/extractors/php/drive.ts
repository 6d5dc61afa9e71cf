import { runPending } from '../../syntax/program/interpreter.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import { closureOf, instanceOf, type TypeValue } from '../../syntax/program/value.ts';
import { beginPhase, callBlindly, functionsOf } from '../read-program.ts';

/** Words without which nothing builds a server or lists its tools. */
const BUILDS = /\b(?:addTool|withTool|registerTool|registerHandler|ListToolsResult)\b/;

/** Runs every script's own statements, then functions and methods of files that build a server. */
export function drive(machine: Machine): void {
  const { program } = machine;
  for (const path of program.paths) {
    beginPhase(machine);
    machine.run(program.unit(path).body, machine.unitScope(path));
    runPending(machine);
  }
  for (const path of program.paths.filter((each) => BUILDS.test(program.readFile(each)))) {
    for (const type of typesOf(machine, path)) runMethods(machine, type);
    for (const fn of functionsOf(machine, path)) callBlindly(machine, closureOf(fn, machine.unitScope(path)));
  }
}

/** The types that a file declares. */
export const typesOf = (machine: Machine, path: string): TypeValue[] => {
  const { module, declarations } = machine.program.unit(path);
  return declarations.flatMap((each) =>
    each.kind === 'type' ? (machine.typeValue(each.name, module) ?? []) : [],
  );
};

/** The types of every file of the tree. */
export const allTypes = (machine: Machine): TypeValue[] =>
  machine.program.paths.flatMap((path) => typesOf(machine, path));

function runMethods(machine: Machine, type: TypeValue): void {
  for (const fn of type.declaration.methods) {
    const self = instanceOf(type, type.declaration.at);
    callBlindly(machine, closureOf(fn, typeScope(type), { self, owner: type }));
  }
}
