import { child, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { opaque } from '../program/build.ts';
import type { Argument } from '../program/ir.ts';
import type { Lowering } from './lower.ts';

export function lowerArguments(lowering: Lowering, node: SyntaxNode | undefined): Argument[] {
  const given = childrenIn(node).filter((each) => each.type === 'argument');
  return given.map((argument) => {
    const name = child(argument, 'name');
    const value = argument.children.find((each) => each !== name);
    const spread = value?.type === 'variadic_unpacking' ? value.children[0] : undefined;
    const inner = spread ?? value;
    return {
      name: name ? textOf(name) : '',
      value: inner ? lowering.expression(inner) : opaque(argument),
      spread: spread !== undefined,
    };
  });
}
