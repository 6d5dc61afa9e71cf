import type { Value } from '../value.ts';

/** What a method of the language may do beside computing. */
export interface Surroundings {
  /** Calls a value, such as the callback of `map`. */
  invoke(callee: Value, args: readonly Value[]): Value;
  /** Runs something that only happens under a flag. */
  uncertain(flag: string | null, run: () => Value): Value;
  /** How many undecided conditions surround the call. */
  readonly level: number;
  /** The flag of the innermost of them. */
  readonly flag: string | null;
}

/** A method of the language on a value whose kind is known. */
export type Builtin<T extends Value> = (self: T, args: readonly Value[], around: Surroundings) => Value;
