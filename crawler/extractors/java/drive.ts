import { runPending } from '../../syntax/program/interpreter.ts';
import type { FunctionNode } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { findMethod } from '../../syntax/program/members.ts';
import { isKind, type TypeValue, type Value, withArgs } from '../../syntax/program/value.ts';
import { runDead } from '../dead-code.ts';
import { typesIn } from '../declared.ts';
import type { World } from '../idiom.ts';
import { mentionsIn } from '../mentions.ts';
import { beginPhase, callBlindly } from '../phase.ts';
import { type Beans, conditionOf, createBeans, isComponent, underCondition } from './beans.ts';
import { offer } from './offers.ts';

/** Text of files whose methods may register something. */
const REGISTERS =
  /@Bean\b|Tool(Specification|Registration|CallbackProvider|Callbacks?)\b|\b(addTools?|newTool)\s*\(|McpSchema|kotlin\.sdk/;

/**
 * Runs what a program runs: `main`, then what its container makes and asks, then what was handed to others, then methods that speak of
 * tools and that nothing called, if something names them.
 */
export function drive(machine: Machine, world: World): void {
  runMains(machine, machine.program.readFile);
  driveContainer(machine, world);
}

/** All of it but `main`. */
export function driveContainer(machine: Machine, world: World): void {
  const textOf = machine.program.readFile;
  const paths = machine.program.paths.filter((path) => REGISTERS.test(textOf(path)));
  const beans = createBeans(machine);
  const types = typesIn(machine, paths);
  for (const type of types) runBeans(machine, world, { type, beans });
  runPending(machine);
  const isMentioned = mentionsIn(machine.program.paths.map(textOf));
  for (const type of types) runRest(machine, { type, beans }, (fn) => isMentioned(fn.name) || isStarted(fn));
  runPending(machine);
  runDead(world, () => {
    for (const type of types) runRest(machine, { type, beans }, () => true);
    runPending(machine);
  });
}

/** Functions and methods by which a program starts. */
export function runMains(machine: Machine, textOf: (path: string) => string): void {
  const paths = machine.program.paths.filter((path) => /\b(void|fun)\s+main\s*\(/.test(textOf(path)));
  for (const type of typesIn(machine, paths)) {
    const main = findMethod(machine, type, 'main');
    if (main) callBlindly(machine, main);
  }
}

interface Held {
  type: TypeValue;
  beans: Beans;
}

const isBean = ({ attributes }: FunctionNode): boolean =>
  attributes.some((each) => /(^|\.)(Bean|Produces|McpTools)$/.test(each.name));

/** The methods by which a class tells the container of objects: what they return is offered. */
function runBeans(machine: Machine, world: World, held: Held): void {
  const { type } = held;
  for (const method of type.declaration.methods.filter(isBean)) {
    beginPhase(machine);
    const flag =
      conditionOf(machine, type, method.attributes) ||
      conditionOf(machine, type, type.declaration.attributes);
    underCondition(machine, flag, () => {
      const made = callOn(machine, held, method);
      offer(machine, world, isKind(made, 'closure') ? machine.call(made, withArgs(), method.at) : made);
    });
  }
}

function callOn(machine: Machine, { type, beans }: Held, method: FunctionNode): Value {
  const found = findMethod(machine, type, method.name);
  if (!found) return null;
  const self = method.modifiers.includes('static') ? null : beans.of(type);
  const own = { ...found, fn: method, self };
  const args = beans.forParameters(method, found.scope);
  return machine.call(own, withArgs(args), method.at);
}

/** Methods that nothing called, those of them that `isRun`. */
function runRest(machine: Machine, held: Held, isRun: (fn: FunctionNode) => boolean): void {
  const { type } = held;
  if (isComponent(type)) held.beans.of(type);
  for (const method of type.declaration.methods) {
    const isDone = machine.called.has(method) || method.name === 'constructor' || method.body.length === 0;
    if (isDone || !isRun(method)) continue;
    beginPhase(machine);
    callOn(machine, held, method);
  }
}

const STARTED = /(^|\.)(PostConstruct|Startup|EventListener|Observes|Inject|Scheduled)$/;

const isStarted = ({ name, attributes, parameters }: FunctionNode): boolean =>
  name === 'run' ||
  [...attributes, ...parameters.flatMap((each) => each.attributes)].some((each) => STARTED.test(each.name));
