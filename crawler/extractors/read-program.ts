import type { Skip } from '#data/schema/skip.ts';
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
    .filter((path) => dialect.files.test(path) && isOwnCode(path) && !reader.leave?.test(path))
    .filter((path) => reader.isBuilt?.(textOf(path)) ?? true);
  if (!paths.some((path) => reader.speaks.test(textOf(path)))) return { servers: [], skipped: [] };

  const parser = await getParser(dialect.grammar);
  const program = createProgram(dialect, parser, { paths, readFile: textOf });
  const world: World = { recorded: newRecord(), tree };
  const models = joinModels(reader.idioms, world, ...(reader.beside?.(world) ?? []));
  const machine = createMachine(dialect, program, models);
  reader.drive(machine, world);
  findAll(reader.idioms, machine, world);
  const reading = assemble({
    extractor: id,
    version,
    language: dialect.language,
    recorded: world.recorded,
    projectOf: createProjects(tree, reader.manifests, reader.readManifest),
    cut: machine.cut,
  });
  if (reading.servers.length > 0 || reading.skipped.length > 0) return reading;
  return { servers: [], skipped: findUnread(paths, { id, reader, textOf }) };
}

/** A server may well offer only these. */
const OFFERS_OTHERS = /\.(?:add|register|with)\w{0,20}(?:prompt|resource)/i;

/** Servers that are made somewhere and of which nothing was read at all. */
function findUnread(
  paths: readonly string[],
  { id, reader, textOf }: { id: string; reader: ProgramReader; textOf: (path: string) => string },
): Skip[] {
  const message = 'a server is made here, and no registration of a tool was read';
  return paths
    .filter((path) => isUnread(reader, textOf(path)))
    .map((path) => ({ path, extractor: id, reason: 'list-computed', message }));
}

const isUnread = ({ speaks, opensServer }: ProgramReader, text: string): boolean =>
  speaks.test(text) && opensServer?.test(text) === true && !OFFERS_OTHERS.test(text);
