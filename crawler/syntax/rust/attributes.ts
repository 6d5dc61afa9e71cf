import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { locate } from '../program/build.ts';
import type { Attribute } from '../program/ir.ts';
import { parseArguments } from './token-parser.ts';
import { tokenise } from './tokens.ts';

/** `#[tool(name = "x", annotations(title = "y"))]`: what stands in parentheses is a call among its arguments. */
function lowerAttribute(node: SyntaxNode): Attribute | undefined {
  const inner = childOfType(node, 'attribute');
  const [path] = childrenIn(inner);
  if (!inner || !path) return undefined;
  const at = locate(node);
  const given = child(inner, 'arguments');
  const value = child(inner, 'value');
  const tokens = given
    ? tokenise(textOf(given).slice(1, -1), given.startLine)
    : value
      ? tokenise(textOf(value), value.startLine)
      : [];
  return { name: textOf(path), args: parseArguments(tokens, at, 0), at };
}

/** What documents and marks an item: the attributes and documentation comments in front of it. */
export interface Marks {
  attributes: Attribute[];
  /** Lines of documentation, each trimmed. */
  doc: string;
}

const docLine = (node: SyntaxNode): string[] => {
  const doc = child(node, 'doc');
  if (!doc || !child(node, 'outer')) return [];
  if (node.type === 'line_comment') return [textOf(doc).trim()];
  return textOf(doc)
    .split('\n')
    .map((line) => line.replace(/^\s*\*\s?/, '').trim());
};

export function readMarks(nodes: readonly SyntaxNode[]): Marks {
  const attributes = nodes.flatMap((node) => {
    const items = node.type === 'ERROR' ? node.children : [node];
    return items
      .filter((item) => item.type === 'attribute_item')
      .flatMap((item) => lowerAttribute(item) ?? []);
  });
  return { attributes, doc: nodes.flatMap(docLine).join('\n').trim() };
}

/** Items with what stands in front of each. What stands in front of nothing is dropped. */
export function withMarks(nodes: readonly SyntaxNode[]): { node: SyntaxNode; marks: Marks }[] {
  const found: { node: SyntaxNode; marks: Marks }[] = [];
  let before: SyntaxNode[] = [];
  for (const node of nodes) {
    if (/^(attribute_item|line_comment|block_comment|ERROR)$/.test(node.type)) before.push(node);
    else {
      found.push({ node, marks: readMarks(before) });
      before = [];
    }
  }
  return found;
}
