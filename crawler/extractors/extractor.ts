import type { Dependency, ExtractedServer, Language } from '#data/schema/extraction.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { FileTree } from '../snapshot.ts';

/** What one extractor read of a tree: its servers with their tools, and what it saw and could not read. */
export interface Reading {
  servers: ExtractedServer[];
  skipped: Skip[];
  /** Where more tools are; absent where there are none. */
  dependencies?: Dependency[];
}

/** Reads the tool definitions of one language family. Pure: text in, values out; no network, disk, clock or database. */
export interface Extractor {
  /** Name of its folder. */
  id: string;
  /** Raised whenever its output may change for the same input, so that stored readings are read again. */
  version: number;
  languages: readonly Language[];
  /** Which paths can matter, by name alone. */
  files: RegExp;
  read(tree: FileTree): Promise<Reading>;
}
