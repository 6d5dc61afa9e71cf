import type { Annotations } from '#data/schema/tool.ts';
import { evaluateArguments } from '../../syntax/program/construct.ts';
import type { Attribute } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { isKind, type Scope, type Value } from '../../syntax/program/value.ts';
import { HINT_ORDER, hintsFrom, saidBy } from '../hints.ts';

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

/** `new ToolAnnotations(title: …, readOnlyHint: true)`, or an array that says the same. Empty for none. */
export function readHints(value: Value | undefined): Annotations {
  const fields = saidBy(value);
  const placed = fields.get('$args');
  const args = isKind(placed, 'list') ? placed.items : [];
  return hintsFrom((name) => fields.get(name) ?? args[HINT_ORDER.indexOf(name)]);
}
