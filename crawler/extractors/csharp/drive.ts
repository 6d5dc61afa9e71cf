import { runPending } from '../../syntax/program/interpreter.ts';
import type { FunctionNode } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import {
  type Closure,
  closureOf,
  type TypeValue,
  unknown,
  withArgs,
  withUnknowns,
} from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import type { World } from '../idiom.ts';
import { mentionsIn } from '../mentions.ts';
import { beginPhase } from '../phase.ts';
import { readCommandGroups } from './command-group.ts';
import { offerServices } from './container-models.ts';
import { hostOf } from './host.ts';
import { readOptions } from './server-options.ts';

const HAS_MAIN = /\bstatic\b[^;{}()]{0,80}\bMain\s*\(/;
/** Statements outside of any type stand at the margin. */
const HAS_STATEMENTS =
  /^(?:var |await |using var |return\b|if\s*\(|foreach\s*\(|try\b|[A-Za-z_][\w.]*(?:\(| = ))/m;
const REGISTERS =
  /\bWithTools\w*\s*[<(]|\bWithListToolsHandler\b|\bListToolsHandler\s*=|\bToolCollection\b|\bMcpServerTool\.Create\b|\bAddMcpServer\b/;
/** What hosts call by convention. */
const CONVENTION =
  /^(ConfigureServices|Configure|CreateHostBuilder|BuildWebHost|StartAsync|ExecuteAsync|RunAsync|Startup)$/;

/** Runs every start-up, then what registers tools and was not reached: by what is named elsewhere, and at last by what is public. */
export function drive(machine: Machine, world: World): void {
  const textOf = machine.program.readFile;
  for (const path of machine.program.paths) {
    if (HAS_MAIN.test(textOf(path)) || HAS_STATEMENTS.test(textOf(path))) start(machine, world, path);
  }
  const registering = machine.program.paths.filter((path) => REGISTERS.test(textOf(path)));
  const isMentioned = mentionsIn(machine.program.paths.map(textOf));
  const isNamed = ({ name }: FunctionNode) => CONVENTION.test(name) || isMentioned(name);
  for (const path of registering) runMethods(machine, world, { path, wants: isNamed });
  const isEmpty = world.recorded.registrations.length === 0;
  if (isEmpty) for (const path of registering) runMethods(machine, world, { path, wants: isPublic });
}

const isPublic = ({ modifiers }: FunctionNode): boolean => modifiers.includes('public');

function start(machine: Machine, world: World, path: string): void {
  const mains = typesIn(machine, [path]).flatMap((type) =>
    type.declaration.methods
      .filter((fn) => fn.name === 'Main' && fn.at.path === path)
      .map((fn) => ({ fn, type })),
  );
  const { body } = machine.program.unit(path);
  if (mains.length === 0 && body.length === 0) return;
  run(machine, world, path, () => {
    machine.run(body, machine.unitScope(path));
    for (const { fn, type } of mains) callMethod(machine, type, fn);
  });
}

/** A phase: something runs, then what it handed to others, and then the server reads its options. */
function run(machine: Machine, world: World, path: string, work: () => void): void {
  const host = hostOf(world);
  beginPhase(machine);
  host.entry = path;
  work();
  runPending(machine);
  offerServices(machine, world);
  readCommandGroups(machine, world);
  readOptions(machine, world);
  host.entry = '';
  host.container.services.clear();
  host.options.length = 0;
}

interface Wanted {
  path: string;
  wants(fn: FunctionNode): boolean;
}

function runMethods(machine: Machine, world: World, { path, wants }: Wanted): void {
  for (const type of typesIn(machine, [path]))
    for (const fn of type.declaration.methods) {
      const isMaker = fn.name === 'constructor' || fn.getter || fn.typeParameters.length > 0;
      if (fn.at.path !== path || isMaker || machine.called.has(fn) || !wants(fn)) continue;
      run(machine, world, '', () => callMethod(machine, type, fn));
    }
}

function callMethod(machine: Machine, type: TypeValue, fn: FunctionNode): void {
  const isStatic = fn.modifiers.includes('static');
  const self = isStatic ? null : machine.call(type, withArgs(unknowns(type)), fn.at);
  const closure: Closure = closureOf(fn, typeScope(type), { self, owner: type });
  machine.call(closure, withUnknowns(fn), fn.at);
}

const unknowns = ({ declaration }: TypeValue) =>
  declaration.methods
    .find((fn) => fn.name === 'constructor')
    ?.parameters.map((parameter) => unknown(parameter.name)) ?? [];
