import type { Machine } from '../../syntax/program/machine.ts';
import { type Closure, instanceOf, isKind, unknown, type Value } from '../../syntax/program/value.ts';
import { runDead } from '../dead-code.ts';
import { closuresOf } from '../declared.ts';
import type { World } from '../idiom.ts';
import { driveContainer, runMains } from '../java/drive.ts';
import { mentionsIn } from '../mentions.ts';
import { callBlindly, runBody } from '../phase.ts';

const REGISTERS = /\b(addTools?|ListToolsResult|RegisteredTool)\b|\bServer\b/;

/** Runs `main` and scripts, then what Java's frameworks would, then functions that nothing called and that something names. */
export function drive(machine: Machine, world: World): void {
  const textOf = machine.program.readFile;
  const { paths } = machine.program;
  for (const path of paths) if (path.endsWith('.kts')) runBody(machine, path);
  const mains = paths.filter((path) => /\bfun\s+main\s*\(/.test(textOf(path)));
  for (const closure of mains.flatMap((path) => closuresOf(machine, path)))
    if (closure.fn.name === 'main' && closure.fn.receiver === null) callBlindly(machine, closure);
  runMains(machine, textOf);
  driveContainer(machine, world);
  const isMentioned = mentionsIn(paths.map(textOf));
  const registering = paths.filter((path) => REGISTERS.test(textOf(path)));
  const uncalled = registering.flatMap((path) => closuresOf(machine, path));
  for (const closure of uncalled) if (isMentioned(closure.fn.name)) callUncalled(machine, closure);
  runDead(world, () => {
    for (const closure of uncalled) callUncalled(machine, closure);
  });
}

/** A function that nothing called; an extension is called on a value of the type it extends. */
const callUncalled = (machine: Machine, closure: Closure): void =>
  callBlindly(machine, { ...closure, self: receiverOf(machine, closure) });

function receiverOf(machine: Machine, { fn: { receiver, at }, scope }: Closure): Value {
  if (receiver === null) return null;
  const of = machine.resolveType(receiver.type, scope);
  return isKind(of, 'external') || isKind(of, 'type') ? instanceOf(of, at) : unknown('');
}
