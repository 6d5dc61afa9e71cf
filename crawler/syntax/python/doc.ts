import { childOfType, type SyntaxNode } from '../node.ts';
import type { Machine } from './machine.ts';
import { asText, type Class, type Func } from './value.ts';

/** The docstring of a function or class: its first statement when that is a plain string. */
export function docstring(machine: Machine, owner: Func | Class): string | undefined {
  const own = owner.attributes.get('__doc__');
  if (own !== undefined) return asText(own);
  if (owner.kind === 'function' && owner.wraps !== undefined) return docstring(machine, owner.wraps);
  const body = owner.node.children.find((each) => each.label === 'body');
  const first = body?.type === 'block' ? body.children[0] : undefined;
  const literal = first?.type === 'expression_statement' ? first.children[0] : undefined;
  if (literal === undefined || !isPlainString(literal)) return undefined;
  return asText(machine.evaluate(literal, owner.scope));
}

function isPlainString(node: SyntaxNode): boolean {
  if (node.type === 'concatenated_string') return node.children.every(isPlainString);
  const start = childOfType(node, 'string_start');
  return (
    node.type === 'string' &&
    start !== undefined &&
    !/[fb]/i.test(node.source.text.slice(start.start, start.end))
  );
}
