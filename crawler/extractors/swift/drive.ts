import type { FunctionNode } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { findMethod } from '../../syntax/program/members.ts';
import { type TypeValue, type Value, withArgs } from '../../syntax/program/value.ts';
import { runDead } from '../dead-code.ts';
import { closuresOf, typesIn } from '../declared.ts';
import type { World } from '../idiom.ts';
import { mentionsIn } from '../mentions.ts';
import { beginPhase, callBlindly, runBody } from '../phase.ts';

const REGISTERS = /\b(withMethodHandler|ListTools)\b/;
const STARTS = /@main\b|\b(Async)?ParsableCommand\b/;

/** Runs statements outside declarations, `@main` types and commands, then what speaks of the list of tools and nothing called. */
export function drive(machine: Machine, world: World): void {
  const textOf = machine.program.readFile;
  const { paths } = machine.program;
  const registering = paths.filter((path) => REGISTERS.test(textOf(path)));
  for (const path of paths)
    if (/(^|\/)main\.swift$/.test(path) || registering.includes(path)) runBody(machine, path);
  const starting = paths.filter((path) => STARTS.test(textOf(path)));
  for (const type of typesIn(machine, starting)) start(machine, type);
  const isMentioned = mentionsIn(paths.map(textOf));
  callUncalled(machine, registering, ({ name }) => isMentioned(name));
  runDead(world, () => callUncalled(machine, registering, () => true));
}

const make = (machine: Machine, type: TypeValue): Value =>
  machine.call(type, withArgs(), type.declaration.at);

/** `static func main()`, or `run()` of a command. */
function start(machine: Machine, type: TypeValue): void {
  for (const name of ['main', 'run']) {
    const method = findMethod(machine, type, name);
    if (!method) continue;
    beginPhase(machine);
    callMethod(machine, type, method.fn);
  }
}

/** Calls functions and methods of some files that nothing called, as far as they are wanted. */
function callUncalled(
  machine: Machine,
  paths: readonly string[],
  isWanted: (fn: FunctionNode) => boolean,
): void {
  for (const closure of paths.flatMap((path) => closuresOf(machine, path)))
    if (isWanted(closure.fn)) callBlindly(machine, closure);
  for (const type of typesIn(machine, paths))
    for (const fn of type.declaration.methods)
      if (fn.name !== 'constructor' && !fn.getter && isWanted(fn)) callMethod(machine, type, fn);
}

function callMethod(machine: Machine, type: TypeValue, fn: FunctionNode): void {
  const method = machine.called.has(fn) ? undefined : findMethod(machine, type, fn.name);
  if (!method) return;
  const self = fn.modifiers.includes('static') ? null : make(machine, type);
  callBlindly(machine, { ...method, self });
}
