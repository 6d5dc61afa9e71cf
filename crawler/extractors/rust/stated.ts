import type { Annotations } from '#data/schema/tool.ts';
import { evaluateArguments } from '../../syntax/program/construct.ts';
import type { Argument, Attribute } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { asText, type Scope, type Value } from '../../syntax/program/value.ts';

/** What an attribute says by name: `#[tool(name = "x")]`. */
export const readStated = (
  machine: Machine,
  args: readonly Argument[],
  scope: Scope,
): ReadonlyMap<string, Value> =>
  evaluateArguments(
    machine,
    args.filter((arg) => arg.name !== ''),
    scope,
  ).named;

/** What stands in parentheses behind a word: `annotations(title = "T")`. */
export function groupOf(args: readonly Argument[], word: string): readonly Argument[] {
  const found = args.find(
    ({ name, value }) =>
      name === '' && value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === word,
  );
  return found?.value.kind === 'call' ? found.value.args : [];
}

const HINTS: Record<string, 'readOnlyHint' | 'destructiveHint' | 'idempotentHint' | 'openWorldHint'> = {
  read_only_hint: 'readOnlyHint',
  destructive_hint: 'destructiveHint',
  idempotent_hint: 'idempotentHint',
  open_world_hint: 'openWorldHint',
};

export function readHints(stated: ReadonlyMap<string, Value>): Annotations {
  const title = asText(stated.get('title'));
  const hints = [...stated].flatMap(([word, value]) =>
    Object.hasOwn(HINTS, word) && typeof value === 'boolean' ? [[HINTS[word], value] as const] : [],
  );
  return { ...(title !== undefined && { title }), ...Object.fromEntries(hints) };
}

/** The first attribute of these last names. */
export const attributeNamed = (
  attributes: readonly Attribute[],
  ...names: readonly string[]
): Attribute | undefined => attributes.find(({ name }) => names.includes(name.split('::').at(-1) ?? name));
