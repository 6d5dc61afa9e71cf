import type { Location } from '#data/schema/location.ts';
import type { Dialect } from './dialect.ts';
import type { Expression, FunctionNode, Statement, TypeRef } from './ir.ts';
import type { Program } from './program.ts';
import type { Closure, Dict, Frame, Given, Instance, NativeCall, Scope, TypeValue, Value } from './value.ts';

/** How a statement ends. */
export type Flow = 'next' | 'return' | 'leave' | 'fail';

/** What a name that code outside the tree defines does when it is called. */
export type Model = (call: NativeCall, machine: Machine) => Value;

/** What is known of code outside the tree. */
export interface Models {
  /** By the path of what is called or constructed; undefined where nothing is known of it. */
  call(path: string): Model | undefined;
  /** By the path of the receiver's type, empty where the receiver is not known, and the name. */
  method(type: string, name: string): Model | undefined;
  /** What a generic name of outside code stands for. */
  alias?(path: string): { parameters: readonly string[]; type: TypeRef } | undefined;
  /** Every value of an outside type that a program constructs, and every instance of a type of its own that descends from one. */
  made?(instance: Instance, machine: Machine): void;
  /** Every map that a program writes out. */
  mapped?(map: Dict, machine: Machine): void;
}

/** A function that was handed to code outside the tree, with the flag it was handed over under. */
export interface Pending {
  closure: Closure;
  flag: string;
}

/**
 * A partial evaluator: runs what is written, answers "unknown" where only a run would tell, and takes both sides of a test it cannot
 * decide. It touches nothing: every effect is on values of its own.
 */
export interface Machine {
  readonly program: Program;
  readonly dialect: Dialect;
  readonly models: Models;
  /** Flags of the undecided tests that guard what is running now, outermost first; empty where nothing names the test. */
  readonly conditions: string[];
  /** The calls that are running, outermost first. */
  readonly frames: Frame[];
  /** Values of namespaces, by `namespace\nname`. */
  readonly globals: Map<string, Value>;
  /** The flag under which a value joined the list that holds it. */
  readonly flags: WeakMap<object, string>;
  /** Every function that was run. */
  readonly called: Set<FunctionNode>;
  readonly pending: Pending[];
  steps: number;
  /** Whether something was given up for want of steps. */
  cut: boolean;
  evaluate(expression: Expression, scope: Scope): Value;
  run(statements: readonly Statement[], scope: Scope): Flow;
  call(callee: Value, given: Given, at: Location): Value;
  construct(type: TypeRef, given: Given, site: { at: Location; scope: Scope }): Value;
  /** A member, unknown where there is none. */
  member(value: Value, name: string): Value;
  /** What a type name means where it is written: a type of the tree, or an outside name. */
  resolveType(type: TypeRef, scope: Scope): Value;
  unitScope(path: string): Scope;
  /** The value of a type of the tree: one for each declaration. */
  typeValue(name: string, module: string): TypeValue | undefined;
}

/** The innermost flag that what runs now hangs on; empty for none. */
export const currentFlag = (machine: Machine): string =>
  machine.conditions.findLast((flag) => flag !== '') ?? '';

/** Runs something as hanging on a flag. */
export function under<T>(machine: Machine, flag: string, run: () => T): T {
  machine.conditions.push(flag);
  const depth = machine.conditions.length;
  const result = run();
  machine.conditions.length = depth - 1;
  return result;
}
