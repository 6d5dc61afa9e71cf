import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { locate } from '../program/build.ts';
import type { Attribute } from '../program/ir.ts';
import { lowerArguments } from './arguments.ts';
import type { Lowering } from './lower.ts';
import { fullName } from './types.ts';

/** `#[McpTool(name: 'x')]` with its name in full. */
export function lowerAttributes(lowering: Lowering, node: SyntaxNode): Attribute[] {
  const groups = childrenIn(child(node, 'attributes'));
  return groups
    .flatMap((group) => group.children)
    .filter((each) => each.type === 'attribute')
    .map((each) => {
      const name = each.children.find((part) => /name$/.test(part.type));
      return {
        name: fullName(lowering, textOf(name ?? each)),
        args: lowerArguments(lowering, childOfType(each, 'arguments')),
        at: locate(each),
      };
    });
}
