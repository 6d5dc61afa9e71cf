import type { Tree } from 'web-tree-sitter';
import type { FileTree } from '../../snapshot.ts';
import { type Grammar, getParser, parseText } from '../parse.ts';
import { convertTree, type Syntax } from './syntax.ts';

/** Bundles reach a few megabytes; what is larger is data. */
const MAX_FILE_LENGTH = 12_000_000;

/** The parsed files of a tree. Every tree stays in the parser's memory until `free`. */
export interface Program {
  /** The program node of a file; undefined where there is no such file, or it is too large. */
  parse(path: string): Syntax | undefined;
  free(): void;
}

const GRAMMAR_OF: [RegExp, Grammar][] = [
  [/\.tsx$/, 'tsx'],
  [/\.[cm]?ts$/, 'typescript'],
  [/\.[cm]?jsx?$/, 'javascript'],
];

export async function createProgram(files: FileTree): Promise<Program> {
  const parsers = new Map(
    await Promise.all(GRAMMAR_OF.map(async ([, grammar]) => [grammar, await getParser(grammar)] as const)),
  );
  const known = new Map<string, Syntax | undefined>();
  const trees: Tree[] = [];

  function parse(path: string): Syntax | undefined {
    const text = files.readFile(path);
    const grammar = GRAMMAR_OF.find(([pattern]) => pattern.test(path))?.[1];
    const parser = grammar && parsers.get(grammar);
    if (text === undefined || !parser || text.length > MAX_FILE_LENGTH) return undefined;
    const tree = parseText(parser, text);
    trees.push(tree);
    return convertTree(tree, path, text);
  }

  return {
    parse(path) {
      if (!known.has(path)) known.set(path, parse(path));
      return known.get(path);
    },
    free() {
      for (const tree of trees) tree.delete();
      trees.length = 0;
    },
  };
}
