import type { Machine } from '../../syntax/program/machine.ts';
import { closuresOf, methodsOf, typesIn } from '../declared.ts';
import { callBlindly, runBody } from '../phase.ts';

/** Runs every file's own statements, then the methods that nothing called: a server is often built in a method of a class. */
export function drive(machine: Machine): void {
  const { paths } = machine.program;
  for (const path of paths) runBody(machine, path);
  for (const method of typesIn(machine, paths).flatMap(methodsOf)) callBlindly(machine, method);
  for (const closure of paths.flatMap((path) => closuresOf(machine, path))) callBlindly(machine, closure);
}
