import type { Machine } from '../../program/machine.ts';
import { type NativeCall, native, unknown, type Value, withArgs } from '../../program/value.ts';

/** A method of the standard library, on what it is called on. */
export type Method = (self: Value, call: NativeCall, machine: Machine) => Value;

export type Methods = ReadonlyMap<string, Method>;

export const methods = (table: Record<string, Method>): Methods => new Map(Object.entries(table));

/** A method as a value; undefined where the table has none. */
export function methodIn(table: Methods, name: string, self: Value, machine: Machine): Value | undefined {
  const method = table.get(name);
  return method && native(name, (call) => method(call.self ?? self, call, machine));
}

/** Calls a function of the program with the given values. */
export const apply = (
  machine: Machine,
  callee: Value | undefined,
  args: Value[],
  { at }: NativeCall,
): Value => (callee === undefined ? unknown('') : machine.call(callee, withArgs(args), at));
