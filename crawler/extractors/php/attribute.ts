import type { Annotations } from '#data/schema/tool.ts';
import { evaluateArguments } from '../../syntax/program/construct.ts';
import type { Attribute } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { asText, isKind, type Scope, type Value } from '../../syntax/program/value.ts';

/** The arguments of an attribute by name; those without one by the names given, in their order. */
export function readAttribute(
  machine: Machine,
  { args }: Attribute,
  scope: Scope,
  order: readonly string[] = [],
): ReadonlyMap<string, Value> {
  const given = evaluateArguments(machine, args, scope);
  const placed = given.args.flatMap((value, index) => {
    const name = order[index];
    return name === undefined ? [] : [[name, value] as const];
  });
  return new Map([...placed, ...given.named]);
}

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

/** `new ToolAnnotations(title: …, readOnlyHint: true)`, or an array that says the same. Empty for none. */
export function readHints(value: Value | undefined): Annotations {
  const fields = isKind(value, 'instance')
    ? value.fields
    : isKind(value, 'dict')
      ? value.entries
      : new Map<string, Value>();
  const placed = fields.get('$args');
  const args = isKind(placed, 'list') ? placed.items : [];
  const said = (name: string, index: number) => fields.get(name) ?? args[index];
  const title = asText(said('title', 0));
  const hints = HINTS.flatMap((name, index) => {
    const hint = said(name, index + 1);
    return typeof hint === 'boolean' ? [[name, hint] as const] : [];
  });
  return { ...(title !== undefined && { title }), ...Object.fromEntries(hints) };
}
