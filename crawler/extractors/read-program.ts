import type { FileTree } from '../snapshot.ts';
import { getParser } from '../syntax/parse.ts';
import { createMachine } from '../syntax/program/interpreter.ts';
import { createProgram } from '../syntax/program/program.ts';
import { assemble } from './assemble.ts';
import type { ExtractorCard, Reading } from './extractor.ts';
import { findAll, joinModels, type World } from './idiom.ts';
import type { ProgramReader } from './program-reader.ts';
import { createProjects, isOwnCode } from './projects.ts';
import { newRecord } from './registration.ts';

/** Runs a program's registration code in the partial evaluator and reads what it registered. */
export async function readProgram(
  tree: FileTree,
  reader: ProgramReader,
  { id, version }: ExtractorCard,
): Promise<Reading> {
  const dialect = reader.dialectFor(tree);
  const textOf = (path: string) => tree.readFile(path) ?? '';
  const paths = tree
    .listFiles()
    .filter((path) => dialect.files.test(path) && isOwnCode(path) && !reader.leave?.test(path));
  if (!paths.some((path) => reader.speaks.test(textOf(path)))) return { servers: [], skipped: [] };

  const parser = await getParser(dialect.grammar);
  const program = createProgram(dialect, parser, { paths, readFile: textOf });
  const world: World = { recorded: newRecord(), tree };
  const models = joinModels(reader.idioms, world, ...(reader.beside?.(world) ?? []));
  const machine = createMachine(dialect, program, models);
  reader.drive(machine, world);
  findAll(reader.idioms, machine, world);
  return assemble({
    extractor: id,
    version,
    language: dialect.language,
    recorded: world.recorded,
    projectOf: createProjects(tree, reader.manifests, reader.readManifest),
    cut: machine.cut,
  });
}
