import type { Parser, Tree } from 'web-tree-sitter';
import { copyTree, type Source } from '../node.ts';
import { parseText } from '../parse.ts';
import type { Dialect } from './dialect.ts';
import type { Unit } from './ir.ts';

/** A file as its language lowers it. */
export function readUnit(dialect: Dialect, parser: Parser, source: Source): Unit {
  const tree = parseRepaired(dialect, parser, source.text);
  try {
    return dialect.lower(copyTree(tree, source, dialect.comments));
  } finally {
    tree.delete();
  }
}

/** A repair must leave every character in its place: nodes are read from the text as it was written. */
function parseRepaired(dialect: Dialect, parser: Parser, text: string): Tree {
  const tree = parseText(parser, text);
  const repaired = tree.rootNode.hasError ? (dialect.repair?.(text) ?? text) : text;
  if (repaired === text || repaired.length !== text.length) return tree;
  tree.delete();
  return parseText(parser, repaired);
}
