import { runPending, STEP_LIMIT } from '../../syntax/program/interpreter.ts';
import type { FunctionNode } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import {
  type Closure,
  closureOf,
  instanceOf,
  isKind,
  unknown,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';
import { closuresOf, functionsOf } from '../declared.ts';
import type { World } from '../idiom.ts';
import { mentionsIn } from '../mentions.ts';
import { beginPhase, callBlindly } from '../phase.ts';
import type { Recorded } from '../registration.ts';

/** What registers tools with any of the SDKs. */
const REGISTERS: ReadonlySet<string> = new Set([
  'AddTool',
  'AddTools',
  'AddTaskTool',
  'AddTaskTools',
  'SetTools',
  'AddSessionTool',
  'AddSessionTools',
  'RegisterTool',
  'WithTool',
  'AsTool',
]);

const WORD = /[A-Za-z_]\w*/g;

interface Candidate {
  fn: FunctionNode;
  path: string;
  /** How many calls stand between it and a registration. */
  distance: number;
}

/** Runs what a Go program runs: package set-up and `main`, then what only others would call. */
export function drive(machine: Machine, { recorded }: World): void {
  const texts = new Map(machine.program.paths.map((path) => [path, machine.program.readFile(path)]));
  const mains = [...texts].filter(([, text]) => /^package main\b/m.test(text)).map(([path]) => path);
  for (const [path, text] of texts) if (/^func init\(\)/m.test(text)) runNamed(machine, path, 'init');
  for (const path of mains)
    if (/^func main\(\)/m.test(texts.get(path) ?? '')) runNamed(machine, path, 'main');
  driveRest(machine, recorded, texts);
}

function runNamed(machine: Machine, path: string, name: string): void {
  for (const closure of closuresOf(machine, path))
    if (closure.fn.name === name && closure.fn.receiver === null) callBlindly(machine, closure);
}

/** Functions that register something and were not reached: the outermost first. What nothing names is dead. */
function driveRest(machine: Machine, recorded: Recorded, texts: ReadonlyMap<string, string>): void {
  const isMentioned = mentionsIn([...texts.values()].map(withoutComments));
  for (const { fn, path } of candidates(machine, texts)) {
    if (machine.called.has(fn)) continue;
    const isDead = !isMentioned(fn.name);
    const before = recorded.registrations.length;
    if (before === 0) callTyped(machine, bound(machine, fn, path));
    else tryOut(machine, bound(machine, fn, path));
    if (isDead) bury(recorded, before);
  }
  runPending(machine);
  beginPhase(machine);
}

/** Calls a function with an unknown of each type it asks for: one of an SDK's own types is known by its name. */
function callTyped(machine: Machine, closure: Closure, steps = STEP_LIMIT): void {
  const given = closure.fn.parameters.map((parameter): Value => {
    const of = parameter.type ? machine.resolveType(parameter.type, closure.scope) : undefined;
    const isSdk = isKind(of, 'external') && /mcp/i.test(of.path);
    return isSdk ? instanceOf(of, closure.fn.at) : unknown(parameter.name);
  });
  beginPhase(machine);
  machine.steps = steps;
  machine.call(closure, withArgs(given), closure.fn.at);
  runPending(machine);
}

/** Steps for a function that only its name makes worth a try, once tools are known. */
const TRIAL = 300_000;

/** A trial that is cut short hides nothing that is known. */
function tryOut(machine: Machine, closure: Closure): void {
  const wasCut = machine.cut;
  callTyped(machine, closure, TRIAL);
  machine.cut = wasCut;
}

const bound = (machine: Machine, fn: FunctionNode, path: string): Closure =>
  closureOf(fn, machine.unitScope(path), { self: fn.receiver === null ? null : unknown('') });

function bury(recorded: Recorded, from: number): void {
  for (const { idiom, name, at } of recorded.registrations.splice(from))
    recorded.refusals.push({
      idiom,
      reason: 'never-registered',
      message: `${typeof name === 'string' ? name : 'a tool'} is defined by a function that nothing calls`,
      at,
    });
}

const withoutComments = (text: string): string => text.replace(/\/\/[^\n]*/g, '');

const MAX_DISTANCE = 4;

interface File {
  lines: readonly string[];
  words: ReadonlySet<string>;
}

interface Written {
  fn: FunctionNode;
  path: string;
  words: ReadonlySet<string>;
}

/** The functions of the files that say one of some words, with the words each of them says. */
function functionsSaying(
  machine: Machine,
  files: ReadonlyMap<string, File>,
  names: ReadonlySet<string>,
): Written[] {
  return [...files]
    .filter(([, { words }]) => [...names].some((name) => words.has(name)))
    .flatMap(([path, { lines }]) =>
      functionsOf(machine, path).map((fn) => ({
        fn,
        path,
        words: wordsIn(lines.slice(fn.at.startLine - 1, fn.at.endLine).join('\n')),
      })),
    );
}

/** Functions from which a registration is reached by names, the farthest first. */
function candidates(machine: Machine, texts: ReadonlyMap<string, string>): Candidate[] {
  const files = new Map(
    [...texts].map(([path, text]) => [path, { lines: text.split('\n'), words: wordsIn(text) }]),
  );
  const found = new Map<FunctionNode, Candidate>();
  let names: ReadonlySet<string> = REGISTERS;
  for (let distance = 0; distance <= MAX_DISTANCE && names.size > 0; distance += 1) {
    const next = functionsSaying(machine, files, names).filter(
      ({ fn, words }) => !found.has(fn) && [...names].some((name) => name !== fn.name && words.has(name)),
    );
    for (const { fn, path } of next) found.set(fn, { fn, path, distance });
    names = new Set(next.map(({ fn }) => fn.name));
  }
  return [...found.values()].sort((a, b) => b.distance - a.distance);
}

const wordsIn = (text: string): Set<string> => new Set(Array.from(text.matchAll(WORD), ([word]) => word));
