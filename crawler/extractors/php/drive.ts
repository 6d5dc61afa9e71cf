import type { Machine } from '../../syntax/program/machine.ts';
import { closuresOf, methodsOf, typesIn } from '../declared.ts';
import { callBlindly, runBody } from '../phase.ts';

/** Words without which nothing builds a server or lists its tools. */
const BUILDS = /\b(?:addTool|withTool|registerTool|registerHandler|ListToolsResult)\b/;

/** Runs every script's own statements, then functions and methods of files that build a server. */
export function drive(machine: Machine): void {
  const { program } = machine;
  for (const path of program.paths) runBody(machine, path);
  for (const path of program.paths.filter((each) => BUILDS.test(program.readFile(each))))
    for (const closure of [...typesIn(machine, [path]).flatMap(methodsOf), ...closuresOf(machine, path)])
      callBlindly(machine, closure);
}
