import { evaluateArguments } from '../../syntax/program/construct.ts';
import type { Argument, Attribute } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import type { Scope, Value } from '../../syntax/program/value.ts';

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

/** The first attribute of these last names. */
export const attributeNamed = (
  attributes: readonly Attribute[],
  ...names: readonly string[]
): Attribute | undefined => attributes.find(({ name }) => names.includes(name.split('::').at(-1) ?? name));
