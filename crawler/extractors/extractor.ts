import type { Dependency, ExtractedServer, Language } from '#data/schema/extraction.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { FileTree } from '../snapshot.ts';
import type { ProgramReader } from './program-reader.ts';

/** What one extractor read of a tree: its servers with their tools, and what it saw and could not read. */
export interface Reading {
  servers: ExtractedServer[];
  skipped: Skip[];
  /** Where more tools are; absent where there are none. */
  dependencies?: Dependency[];
}

/** What is known of an extractor without loading it. */
export interface ExtractorCard {
  /** Name of its folder. */
  id: string;
  /** Raised whenever its output may change for the same input, so that stored readings are read again. */
  version: number;
  languages: readonly Language[];
  /** Which paths can matter, by name alone: a tree without any is not read, and the code that would read it not loaded. */
  files: RegExp;
}

/** Reads the tool definitions of one language family. Pure: text in, values out; no network, disk, clock or database. */
export interface Extractor extends ExtractorCard {
  read(tree: FileTree): Promise<Reading>;
}

/** An extractor of a language that the common evaluator runs. */
export function programExtractor(
  card: ExtractorCard,
  load: () => Promise<{ reader: ProgramReader }>,
): Extractor {
  return {
    ...card,
    async read(tree) {
      const [{ readProgram }, { reader }] = await Promise.all([import('./read-program.ts'), load()]);
      return readProgram(tree, reader, card);
    },
  };
}
