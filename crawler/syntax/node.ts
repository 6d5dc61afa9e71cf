import type { Tree, TreeCursor } from 'web-tree-sitter';

/** One node of a file, copied out of the parser's memory so that the tree can be freed. Lines count from 1. */
export interface SyntaxNode {
  type: string;
  /** The field it has in its parent; empty for none. */
  label: string;
  start: number;
  end: number;
  startLine: number;
  endLine: number;
  children: SyntaxNode[];
  /** The file it stands in. */
  source: Source;
}

/** A file's path and text. */
export interface Source {
  path: string;
  text: string;
}

/** Nesting below this is cut off: no person writes it, and it would exhaust the stack. */
const MAX_DEPTH = 400;

/** What of a tree is copied: comments say nothing, unless they document what follows. */
export type Comments = 'drop' | 'keep';

/** The parts of a tree that have a meaning: named nodes, and tokens that have a field name. */
export function copyTree(tree: Tree, source: Source, comments: Comments = 'drop'): SyntaxNode {
  return copyNode(tree.walk(), source, comments, 0);
}

function copyNode(cursor: TreeCursor, source: Source, comments: Comments, depth: number): SyntaxNode {
  const node: SyntaxNode = {
    type: cursor.nodeType,
    label: cursor.currentFieldName ?? '',
    start: cursor.startIndex,
    end: cursor.endIndex,
    startLine: cursor.startPosition.row + 1,
    endLine: cursor.endPosition.row + 1,
    children: [],
    source,
  };
  if (depth < MAX_DEPTH && cursor.gotoFirstChild()) {
    do {
      if (isKept(cursor, comments)) node.children.push(copyNode(cursor, source, comments, depth + 1));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}

function isKept(cursor: TreeCursor, comments: Comments): boolean {
  if (comments === 'drop' && /(^|_)comment$/.test(cursor.nodeType)) return false;
  return cursor.nodeIsNamed || cursor.currentFieldName !== null;
}

export function textOf(node: SyntaxNode): string {
  return node.source.text.slice(node.start, node.end);
}

/** The first child with a field name. */
export function child(node: SyntaxNode, label: string): SyntaxNode | undefined {
  return node.children.find((each) => each.label === label);
}

export function childrenOf(node: SyntaxNode, label: string): SyntaxNode[] {
  return node.children.filter((each) => each.label === label);
}

export function childOfType(node: SyntaxNode, type: string): SyntaxNode | undefined {
  return node.children.find((each) => each.type === type);
}

/** The children of a node that may not be there. */
export const childrenIn = (node: SyntaxNode | undefined): readonly SyntaxNode[] =>
  node === undefined ? [] : node.children;
