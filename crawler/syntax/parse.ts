import { createRequire } from 'node:module';
import { Language, Parser, type Tree } from 'web-tree-sitter';

/** Grammars that the packages bring, by the name used throughout the crawler. */
const GRAMMARS = {
  typescript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm',
  tsx: '@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm',
  javascript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm',
  python: '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
  go: '@vscode/tree-sitter-wasm/wasm/tree-sitter-go.wasm',
  rust: '@vscode/tree-sitter-wasm/wasm/tree-sitter-rust.wasm',
  java: '@vscode/tree-sitter-wasm/wasm/tree-sitter-java.wasm',
  csharp: '@vscode/tree-sitter-wasm/wasm/tree-sitter-c-sharp.wasm',
  php: '@vscode/tree-sitter-wasm/wasm/tree-sitter-php.wasm',
  ruby: '@vscode/tree-sitter-wasm/wasm/tree-sitter-ruby.wasm',
  kotlin: '@cursorless/tree-sitter-wasms/out/tree-sitter-kotlin.wasm',
  swift: '@cursorless/tree-sitter-wasms/out/tree-sitter-swift.wasm',
  elixir: '@cursorless/tree-sitter-wasms/out/tree-sitter-elixir.wasm',
} as const;
export type Grammar = keyof typeof GRAMMARS;

const require = createRequire(import.meta.url);
const GRAMMAR_NAMES = Object.keys(GRAMMARS) as Grammar[];
let loading: Promise<ReadonlyMap<Grammar, Parser>> | undefined;

/**
 * Every grammar, in turn and before the first text is parsed: the dynamic linker mixes up the tables of grammars that load side by side,
 * and of those that load after one with a scanner of its own has parsed.
 */
async function loadParsers(): Promise<ReadonlyMap<Grammar, Parser>> {
  await Parser.init();
  const parsers = new Map<Grammar, Parser>();
  for (const grammar of GRAMMAR_NAMES) {
    const parser = new Parser();
    parser.setLanguage(await Language.load(require.resolve(GRAMMARS[grammar])));
    parsers.set(grammar, parser);
  }
  return parsers;
}

/** The parser of a grammar; all are loaded once a process. */
export async function getParser(grammar: Grammar): Promise<Parser> {
  loading ??= loadParsers();
  const parser = (await loading).get(grammar);
  if (!parser) throw new Error(`no parser for ${grammar}`);
  return parser;
}

/** Parses a text. The tree lives outside JavaScript's memory: the caller must `delete()` it. */
export function parseText(parser: Parser, text: string): Tree {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('the parser has no language set');
  return tree;
}
