import type { FileTree } from '../snapshot.ts';
import { getParser } from '../syntax/parse.ts';
import type { Dialect } from '../syntax/program/dialect.ts';
import { createMachine, runPending, STEP_LIMIT } from '../syntax/program/interpreter.ts';
import type { FunctionNode } from '../syntax/program/ir.ts';
import type { Machine, Models } from '../syntax/program/machine.ts';
import { createProgram } from '../syntax/program/program.ts';
import { type Closure, unknown } from '../syntax/program/value.ts';
import { assemble } from './assemble.ts';
import type { Reading } from './extractor.ts';
import { createProjects, isOwnCode, type Manifest } from './projects.ts';
import { newRecord, type Recorded } from './registration.ts';

/** What one language brings to the common reading of a program. */
export interface ProgramReader {
  /** Id of the extractor. */
  id: string;
  version: number;
  /** For the versions of an SDK, where what is sent depends on it. */
  dialectFor(tree: FileTree): Dialect;
  /** Whether a file speaks of MCP at all: a tree in which none does has no server. */
  speaks: RegExp;
  /** What is known of the SDKs. Registrations go to `recorded`. */
  models(recorded: Recorded, tree: FileTree): Models;
  /** Runs what a program runs when it starts, then what only others would call. */
  drive(machine: Machine, recorded: Recorded, tree: FileTree): void;
  manifests: RegExp;
  readManifest(text: string, path: string): Manifest;
  /** Files of the language that are left alone beside the usual ones. */
  leave?: RegExp;
}

/** Runs a program's registration code in the partial evaluator and reads what it registered. */
export async function readProgram(tree: FileTree, reader: ProgramReader): Promise<Reading> {
  const dialect = reader.dialectFor(tree);
  const textOf = (path: string) => tree.readFile(path) ?? '';
  const paths = tree
    .listFiles()
    .filter((path) => dialect.files.test(path) && isOwnCode(path) && !reader.leave?.test(path));
  if (!paths.some((path) => reader.speaks.test(textOf(path)))) return { servers: [], skipped: [] };

  const parser = await getParser(dialect.grammar);
  const program = createProgram(dialect, parser, { paths, readFile: textOf });
  const recorded = newRecord();
  const machine = createMachine(dialect, program, reader.models(recorded, tree));
  reader.drive(machine, recorded, tree);
  return assemble({
    extractor: reader.id,
    version: reader.version,
    language: dialect.language,
    recorded,
    projectOf: createProjects(tree, reader.manifests, reader.readManifest),
    cut: machine.cut,
  });
}

/** Begins a phase with fresh steps and nothing hanging on anything. */
export function beginPhase(machine: Machine): void {
  machine.steps = STEP_LIMIT;
  machine.conditions.length = 0;
}

/** Calls a function with unknown arguments, named after its parameters, unless it ran before. */
export function callBlindly(machine: Machine, closure: Closure): void {
  if (machine.called.has(closure.fn)) return;
  beginPhase(machine);
  const args = closure.fn.parameters.map((parameter) => unknown(parameter.name));
  machine.call(closure, { args, named: new Map(), typeArgs: [] }, closure.fn.at);
  runPending(machine);
}

/** The functions of a file that stand outside types, methods declared there included. */
export const functionsOf = (machine: Machine, path: string): FunctionNode[] =>
  machine.program.unit(path).declarations.filter((declaration) => declaration.kind === 'function');
