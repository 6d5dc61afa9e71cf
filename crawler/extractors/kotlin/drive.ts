import { runPending } from '../../syntax/program/interpreter.ts';
import type { FunctionNode } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import {
  closureOf,
  instanceOf,
  isKind,
  type Scope,
  unknown,
  type Value,
  withUnknowns,
} from '../../syntax/program/value.ts';
import type { World } from '../idiom.ts';
import { runDead } from '../java/dead-code.ts';
import { countWords, driveContainer, runMain, runMains } from '../java/drive.ts';
import { beginPhase, functionsOf } from '../read-program.ts';

const REGISTERS = /\b(addTools?|ListToolsResult|RegisteredTool)\b|\bServer\b/;

/** Runs `main` and scripts, then what Java's frameworks would, then functions that nothing called and that something names. */
export function drive(machine: Machine, world: World): void {
  const textOf = (path: string) => world.tree.readFile(path) ?? '';
  for (const path of machine.program.paths) if (path.endsWith('.kts')) runScript(machine, path);
  const mains = machine.program.paths.filter((path) => /\bfun\s+main\s*\(/.test(textOf(path)));
  for (const path of mains)
    for (const fn of functionsOf(machine, path))
      if (fn.name === 'main' && fn.receiver === null)
        runMain(machine, closureOf(fn, machine.unitScope(path)));
  runMains(machine, textOf);
  driveContainer(machine, world);
  const mentions = countWords(machine.program.paths.map(textOf));
  const isNamed = ({ name }: FunctionNode) => (mentions.get(name) ?? 0) > 1;
  const registering = machine.program.paths.filter((each) => REGISTERS.test(textOf(each)));
  for (const path of registering)
    for (const fn of functionsOf(machine, path))
      if (isNamed(fn)) callUncalled(machine, fn, machine.unitScope(path));
  runPending(machine);
  runDead(world, () => {
    for (const path of registering)
      for (const fn of functionsOf(machine, path)) callUncalled(machine, fn, machine.unitScope(path));
  });
}

function runScript(machine: Machine, path: string): void {
  beginPhase(machine);
  machine.run(machine.program.unit(path).body, machine.unitScope(path));
}

/** A function that nothing called; an extension is called on a value of the type it extends. */
function callUncalled(machine: Machine, fn: FunctionNode, scope: Scope): void {
  if (machine.called.has(fn)) return;
  beginPhase(machine);
  const self = fn.receiver ? receiverOf(machine, fn, scope) : null;
  machine.call(closureOf(fn, scope, { self }), withUnknowns(fn), fn.at);
  runPending(machine);
}

function receiverOf(machine: Machine, { receiver, at }: FunctionNode, scope: Scope): Value {
  const of = receiver ? machine.resolveType(receiver.type, scope) : null;
  return isKind(of, 'external') || isKind(of, 'type') ? instanceOf(of, at) : unknown('');
}
