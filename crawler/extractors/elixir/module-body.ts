import { evaluateArguments } from '../../syntax/program/construct.ts';
import type { Call, FunctionNode, Statement } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import { type Given, isKind, type TypeValue, type Value } from '../../syntax/program/value.ts';

/** A macro that a body calls, with what it is given. */
export interface Said {
  word: string;
  given: Given;
  at: Call['at'];
}

/** The plain calls among statements, in their order. */
export function callsIn(machine: Machine, statements: readonly Statement[], type: TypeValue): Said[] {
  const scope = { ...typeScope(type), self: type };
  return statements.flatMap((statement) => {
    const call = statement.kind === 'expression' ? statement.value : undefined;
    if (call?.kind !== 'call' || call.callee.kind !== 'name') return [];
    return [{ word: call.callee.name, given: evaluateArguments(machine, call.args, scope), at: call.at }];
  });
}

/** What a module says at its outside. */
export const bodyOf = (machine: Machine, type: TypeValue): Said[] =>
  callsIn(machine, type.declaration.body, type);

/** The function that a `do` block is; undefined for none. */
export function blockOf({ named }: Given): FunctionNode | undefined {
  const block = named.get('&');
  return isKind(block, 'closure') ? block.fn : undefined;
}

/** A constant of a module, `@moduledoc`; undefined for none. */
export function attributeOf(machine: Machine, type: TypeValue, name: string): Value | undefined {
  const field = type.declaration.fields.find((each) => each.name === `@${name}`);
  return field?.initial ? machine.evaluate(field.initial, typeScope(type)) : undefined;
}
