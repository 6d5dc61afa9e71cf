import type { Language, Node, Tree, TreeCursor } from 'web-tree-sitter';

/** A text and where its lines begin, as UTF-16 offsets. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/**
 * A syntax node in plain memory: named nodes, and of the unnamed ones keywords and those with a field. Types and comments are left out.
 * The bodies of functions are converted when somebody asks for them (`childrenOf`), because most are never read.
 */
export interface Syntax {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly source: SourceText;
  readonly parent: Syntax | null;
  content: { kind: 'converted'; children: readonly Syntax[] } | { kind: 'waiting'; node: Node };
}

const IGNORED = new Set([
  'comment',
  'type_annotation',
  'type_arguments',
  'type_parameters',
  'interface_declaration',
  'type_alias_declaration',
  'ambient_declaration',
  'function_signature',
  'abstract_method_signature',
  'method_signature',
  'implements_clause',
  'hash_bang_line',
]);

const FUNCTIONS = new Set([
  'function_declaration',
  'function_expression',
  'generator_function',
  'generator_function_declaration',
  'arrow_function',
  'method_definition',
]);

export const isFunctionNode = (node: Syntax) => FUNCTIONS.has(node.type);

function splitLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

interface Words {
  types: readonly string[];
  kept: readonly boolean[];
  fields: readonly (string | null)[];
}
const wordsOf = new WeakMap<Language, Words>();

function getWords(language: Language): Words {
  const known = wordsOf.get(language);
  if (known) return known;
  const words = {
    types: language.types,
    kept: language.types.map((type, id) => language.nodeTypeIsNamed(id) || /^[a-z]+$/.test(type)),
    fields: language.fields,
  };
  wordsOf.set(language, words);
  return words;
}

function describe(cursor: TreeCursor, words: Words, parent: Syntax): Syntax | null {
  const id = cursor.nodeTypeId;
  const field = words.fields[cursor.currentFieldId] ?? null;
  const type = words.types[id] ?? cursor.nodeType;
  if (IGNORED.has(type) || (words.kept[id] === false && field === null)) return null;
  const lazy = type === 'statement_block' && FUNCTIONS.has(parent.type);
  return {
    type,
    field,
    start: cursor.startIndex,
    end: cursor.endIndex,
    source: parent.source,
    parent,
    content: lazy
      ? { kind: 'waiting', node: cursor.currentNode }
      : { kind: 'converted', children: NO_CHILDREN },
  };
}
const NO_CHILDREN: readonly Syntax[] = [];

/** Converts what is below the cursor, without recursion: a hostile text may nest as deep as it likes. */
function convertBelow(cursor: TreeCursor, words: Words, top: Syntax): void {
  const open: { syntax: Syntax; children: Syntax[] }[] = [];
  const enter = (syntax: Syntax) => {
    if (!cursor.gotoFirstChild()) return false;
    const children: Syntax[] = [];
    syntax.content = { kind: 'converted', children };
    open.push({ syntax, children });
    return true;
  };
  let going = enter(top);
  while (going) {
    const level = open[open.length - 1];
    if (!level) return;
    const child = describe(cursor, words, level.syntax);
    if (child) level.children.push(child);
    if (child?.content.kind === 'converted' && enter(child)) continue;
    while (!cursor.gotoNextSibling()) {
      open.pop();
      if (open.length === 0) return;
      going = cursor.gotoParent();
    }
  }
}

/** The program node of a parsed text. It reads from the tree until all bodies are converted: the tree must outlive it. */
export function convertTree(tree: Tree, path: string, text: string): Syntax {
  const root: Syntax = {
    type: tree.rootNode.type,
    field: null,
    start: 0,
    end: text.length,
    source: { path, text, lineStarts: splitLines(text) },
    parent: null,
    content: { kind: 'waiting', node: tree.rootNode },
  };
  return root;
}

/** The children of a node, in order. */
export function childrenOf(node: Syntax): readonly Syntax[] {
  if (node.content.kind === 'waiting') {
    const { node: waiting } = node.content;
    const cursor = waiting.walk();
    node.content = { kind: 'converted', children: NO_CHILDREN };
    convertBelow(cursor, getWords(waiting.tree.language), node);
    cursor.delete();
  }
  return node.content.kind === 'converted' ? node.content.children : NO_CHILDREN;
}

export const findField = (node: Syntax, field: string): Syntax | undefined =>
  childrenOf(node).find((child) => child.field === field);

export const hasKeyword = (node: Syntax, keyword: string): boolean =>
  childrenOf(node).some((child) => child.type === keyword);

export const textOf = (node: Syntax): string => node.source.text.slice(node.start, node.end);

/** The line of an offset, counted from 1. */
export function lineAt(source: SourceText, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
