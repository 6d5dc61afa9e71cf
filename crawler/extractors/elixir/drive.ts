import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import { type Closure, closureOf, type TypeValue } from '../../syntax/program/value.ts';
import { callBlindly } from '../read-program.ts';

/** Every module of the tree. */
export const modulesOf = (machine: Machine): TypeValue[] =>
  machine.program.paths.flatMap((path) =>
    machine.program
      .unit(path)
      .declarations.flatMap((each) => (each.kind === 'type' ? (machine.typeValue(each.name, '') ?? []) : [])),
  );

/** The functions of a module, ready to be called. */
export const functionsIn = (type: TypeValue): Closure[] =>
  type.declaration.methods.map((fn) => closureOf(fn, typeScope(type), { self: type, owner: type }));

/** Calls the functions that register tools while a server starts. */
export function drive(machine: Machine): void {
  const registering = modulesOf(machine).filter(({ declaration }) =>
    /\bregister_tool\b/.test(machine.program.readFile(declaration.at.path)),
  );
  for (const fn of registering.flatMap(functionsIn)) callBlindly(machine, fn);
}
