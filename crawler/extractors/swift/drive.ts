import { runPending } from '../../syntax/program/interpreter.ts';
import type { FunctionNode } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { findMethod } from '../../syntax/program/members.ts';
import {
  type Closure,
  closureOf,
  type TypeValue,
  unknown,
  type Value,
  withUnknowns,
} from '../../syntax/program/value.ts';
import type { World } from '../idiom.ts';
import { typesIn } from '../java/annotations.ts';
import { runDead } from '../java/dead-code.ts';
import { countWords } from '../java/drive.ts';
import { beginPhase, functionsOf } from '../read-program.ts';

const REGISTERS = /\b(withMethodHandler|ListTools)\b/;
const STARTS = /@main\b|\b(Async)?ParsableCommand\b/;

/** Runs statements outside declarations, `@main` types and commands, then what speaks of the list of tools and nothing called. */
export function drive(machine: Machine, world: World): void {
  const textOf = (path: string) => world.tree.readFile(path) ?? '';
  const { paths } = machine.program;
  for (const path of paths.filter(
    (each) => /(^|\/)main\.swift$/.test(each) || REGISTERS.test(textOf(each)),
  )) {
    beginPhase(machine);
    machine.run(machine.program.unit(path).body, machine.unitScope(path));
    runPending(machine);
  }
  for (const type of typesIn(
    machine,
    paths.filter((path) => STARTS.test(textOf(path))),
  ))
    start(machine, type);
  const mentions = countWords(paths.map(textOf));
  const isNamed = ({ name }: FunctionNode) => (mentions.get(name) ?? 0) > 1;
  const registering = paths.filter((path) => REGISTERS.test(textOf(path)));
  for (const path of registering)
    for (const fn of functionsOf(machine, path).filter(isNamed))
      callUncalled(machine, closureOf(fn, machine.unitScope(path)), null);
  for (const type of typesIn(machine, registering)) callMethods(machine, type, isNamed);
  runDead(world, () => {
    for (const path of registering)
      for (const fn of functionsOf(machine, path))
        callUncalled(machine, closureOf(fn, machine.unitScope(path)), null);
    for (const type of typesIn(machine, registering)) callMethods(machine, type, () => true);
  });
}

const NOTHING = { args: [], named: new Map<string, Value>(), typeArgs: [] };

const make = (machine: Machine, type: TypeValue): Value => machine.call(type, NOTHING, type.declaration.at);

/** `static func main()`, or `run()` of a command. */
function start(machine: Machine, type: TypeValue): void {
  for (const name of ['main', 'run']) {
    const method = findMethod(machine, type, name);
    if (!method) continue;
    beginPhase(machine);
    const self = method.fn.modifiers.includes('static') ? null : make(machine, type);
    callUncalled(machine, method, self);
  }
}

function callMethods(machine: Machine, type: TypeValue, isNamed: (fn: FunctionNode) => boolean): void {
  for (const fn of type.declaration.methods) {
    const method = fn.name === 'constructor' ? undefined : findMethod(machine, type, fn.name);
    if (!method || machine.called.has(fn) || fn.getter || !isNamed(fn)) continue;
    const self = fn.modifiers.includes('static') ? null : make(machine, type);
    callUncalled(machine, method, self);
  }
}

function callUncalled(machine: Machine, closure: Closure, self: Value): void {
  if (machine.called.has(closure.fn)) return;
  beginPhase(machine);
  const receiver = self ?? (closure.fn.receiver ? unknown('') : null);
  machine.call({ ...closure, self: receiver }, withUnknowns(closure.fn), closure.fn.at);
  runPending(machine);
}
