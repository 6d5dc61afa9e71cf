import type { FileTree } from '../snapshot.ts';
import type { Dialect } from '../syntax/program/dialect.ts';
import type { Machine } from '../syntax/program/machine.ts';
import type { Idiom, Known, World } from './idiom.ts';
import type { Manifest } from './projects.ts';

/** What one language brings to the common reading of a program. */
export interface ProgramReader {
  /** For the files of a tree, where what is sent depends on the versions they name. */
  dialectFor(tree: FileTree): Dialect;
  /** Whether a file speaks of MCP at all: a tree in which none does has no server. */
  speaks: RegExp;
  /** How a file gives away that it makes a server: where no tool of it was read, that is told. */
  opensServer?: RegExp;
  /** Whether an ordinary build takes a file of this text; where it is absent, every file is taken. */
  isBuilt?(text: string): boolean;
  /** In the order they are asked. */
  idioms: readonly Idiom[];
  /** What is known beside the idioms, such as the standard library; asked after them. */
  beside?(world: World): readonly Known[];
  /** Runs what a program runs when it starts, then what only others would call. */
  drive(machine: Machine, world: World): void;
  manifests: RegExp;
  readManifest(text: string, path: string): Manifest;
  /** Files of the language that are left alone beside the usual ones. */
  leave?: RegExp;
}
