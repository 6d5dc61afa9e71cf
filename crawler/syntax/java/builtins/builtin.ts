import { currentFlag, type Machine } from '../../program/machine.ts';
import {
  flagOf,
  isKind,
  type NativeCall,
  native,
  truthOf,
  type Value,
  withArgs,
} from '../../program/value.ts';

/** What a builtin method does with its receiver and what it is given. */
export type Builtin<T> = (self: T, args: readonly Value[], machine: Machine) => Value;

export type Builtins<T> = ReadonlyMap<string, Builtin<T>>;

/** A method of a value as something that can be called. */
export function bindBuiltin<T>(
  table: Builtins<T>,
  self: T,
  name: string,
  machine: Machine,
): Value | undefined {
  const builtin = table.get(name);
  return builtin && native(name, (call) => builtin(self, argumentsOf(call), machine));
}

/** Arguments in order; a trailing block is the last. */
export function argumentsOf({ args, named }: NativeCall): readonly Value[] {
  const rest = [...named].map(([, value]) => value);
  return rest.length === 0 ? args : [...args, ...rest];
}

/** Calls what was handed over to be called; null where nothing was. */
export function invoke(machine: Machine, callee: Value | undefined, args: readonly Value[]): Value {
  if (callee === undefined) return null;
  const at = isKind(callee, 'closure') ? callee.fn.at : { path: '', startLine: 1, endLine: 1 };
  return machine.call(callee, withArgs([...args]), at);
}

/** Notes the flag that what runs now hangs on, on a value that joins a list or dictionary. */
export function note(machine: Machine, value: Value, flag = currentFlag(machine)): void {
  if (flag === '' || typeof value !== 'object' || value === null) return;
  if (!machine.flags.has(value)) machine.flags.set(value, flag);
}

/** The items a test keeps: of those it cannot decide all, under its flag. */
export function keep(machine: Machine, items: readonly Value[], test: Value | undefined): Value[] {
  return items.filter((item) => {
    const answer = invoke(machine, test, [item]);
    const truth = truthOf(answer);
    if (truth === undefined) note(machine, item, flagOf(answer));
    return truth !== false;
  });
}
