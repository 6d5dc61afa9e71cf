import type { SyntaxNode } from '../node.ts';
import { callOf, locate, nameOf, positional } from '../program/build.ts';
import type { Expression } from '../program/ir.ts';

/** A call of something that the language has and its source does not name: `$lookUp`. */
export const builtinCall = (name: string, values: readonly Expression[], node: SyntaxNode): Expression =>
  callOf(nameOf(name, locate(node)), values.map(positional), locate(node));

/** The meaningful children: comments left out. */
export const partsOf = (node: SyntaxNode): SyntaxNode[] =>
  node.children.filter((each) => each.type !== 'comment');
