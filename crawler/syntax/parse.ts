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
const parsers = new Map<Grammar, Promise<Parser>>();
let loading: Promise<unknown> = Promise.resolve();

async function loadParser(grammar: Grammar): Promise<Parser> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve(GRAMMARS[grammar])));
  return parser;
}

/** The parser of a grammar, loaded once a process. Grammars load in turn: side by side the dynamic linker mixes up their tables. */
export function getParser(grammar: Grammar): Promise<Parser> {
  const known = parsers.get(grammar);
  if (known) return known;
  const parser = loading.then(() => loadParser(grammar));
  loading = parser;
  parsers.set(grammar, parser);
  return parser;
}

/** Parses a text. The tree lives outside JavaScript's memory: the caller must `delete()` it. */
export function parseText(parser: Parser, text: string): Tree {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('the parser has no language set');
  return tree;
}
