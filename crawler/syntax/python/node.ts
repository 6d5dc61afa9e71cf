import type { Tree, TreeCursor } from 'web-tree-sitter';

/** One node of a Python file, copied out of the parser's memory so that the tree can be freed. Lines count from 1. */
export interface PyNode {
  type: string;
  /** The field it has in its parent; empty for none. */
  label: string;
  start: number;
  end: number;
  startLine: number;
  endLine: number;
  children: PyNode[];
  /** The file it stands in. */
  source: PySource;
}

/** A file's path and text. */
export interface PySource {
  path: string;
  text: string;
}

/** Nesting below this is cut off: no person writes it, and it would exhaust the stack. */
const MAX_DEPTH = 400;

export function copyTree(tree: Tree, source: PySource): PyNode {
  return copyNode(tree.walk(), source, 0);
}

function copyNode(cursor: TreeCursor, source: PySource, depth: number): PyNode {
  const node: PyNode = {
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
      const kept = (cursor.nodeIsNamed || cursor.currentFieldName !== null) && cursor.nodeType !== 'comment';
      if (kept) node.children.push(copyNode(cursor, source, depth + 1));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}

export function textOf(node: PyNode): string {
  return node.source.text.slice(node.start, node.end);
}

/** The first child with a field name. */
export function child(node: PyNode, label: string): PyNode | undefined {
  return node.children.find((each) => each.label === label);
}

export function childrenOf(node: PyNode, label: string): PyNode[] {
  return node.children.filter((each) => each.label === label);
}

export function childOfType(node: PyNode, type: string): PyNode | undefined {
  return node.children.find((each) => each.type === type);
}
