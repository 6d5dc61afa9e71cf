import type { Scope } from './scope.ts';
import type { Syntax } from './syntax.ts';
import type { FunctionValue, ObjectValue, Value } from './value.ts';

/** How a statement ended, when not by reaching the next one. */
export type Completion =
  | { kind: 'return'; value: Value }
  | { kind: 'break' | 'continue'; label: string | null };

/** A call as it is about to happen: what the observers of a realm are shown. */
export interface Invocation {
  kind: 'call' | 'new';
  callee: Value;
  /** The object and the name the callee was taken from; null for a plain function. */
  receiver: Value | null;
  method: string | null;
  args: readonly Value[];
  site: Syntax;
}

/** Something that decides. `needed`: without it what runs now would not run; otherwise that is what runs if nothing is configured. */
export interface Guard {
  name: string | null;
  needed: boolean;
}

export type Evaluator = (node: Syntax, frame: Frame) => Value;
export type Executor = (node: Syntax, frame: Frame) => Completion | undefined;

/** What one run of a program shares: its tables, its limits, and what is remembered about functions that ran or did not. */
export interface Realm {
  readonly evaluators: ReadonlyMap<string, Evaluator>;
  readonly executors: ReadonlyMap<string, Executor>;
  readonly globals: Scope;
  /** The namespace of a module. */
  importModule(specifier: string, from: Syntax): Value;
  /** Sees every call first; an answer replaces the call. */
  observe(call: Invocation): Value | undefined;
  /** Sees every object literal once it is made. */
  noteObject(made: ObjectValue): void;
  /** Steps left. At zero every expression is unknown. */
  steps: number;
  /** A top-level statement used up its share of the steps, so that a part of what it does is not known. */
  cut: boolean;
  /** Conditions not decided around what runs now, each with the flag that decides it where known. */
  readonly conditions: (string | null)[];
  /** What decides whether what runs now runs: conditions, and those that an early return left behind. */
  readonly guards: Guard[];
  /** The innermost guard around the making of an instance: what is done to it later hangs on those inside that one. */
  readonly births: WeakMap<Value, Guard>;
  /** What the options of the command line are when nobody gives them, as far as the program says. */
  readonly optionDefaults: Map<string, Value>;
  /** Expressions being evaluated, one inside the other. */
  depth: number;
  readonly active: Map<Syntax, number>;
  /** The last closure made of each function node. */
  readonly closures: Map<Syntax, FunctionValue>;
  /** Function nodes whose body ran. */
  readonly entered: Set<Syntax>;
  /** Functions handed to code that is not in the tree. */
  readonly pending: FunctionValue[];
}

/** Where an expression is evaluated. */
export interface Frame {
  readonly realm: Realm;
  readonly scope: Scope;
  /** Where `var` declares. */
  readonly functionScope: Scope;
  readonly self: Value;
  readonly home: FunctionValue['home'];
  /** What was returned under conditions that are not decided, and the flag that decides. */
  readonly returns: { value: Value; likely: boolean; flag: string | null }[];
  /** How many undecided conditions surrounded the call of this function. */
  readonly level: number;
}

/** An exception of the program that is read: no Error of ours, whose stack would cost more than the rest of the run. */
export class Thrown {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** Runs something that may use up no more than a share of the steps that are left; answers whether it did. */
export function withSteps(realm: Realm, share: number, run: () => void): boolean {
  const before = realm.steps;
  const given = Math.min(before, Math.ceil(share));
  realm.steps = given;
  run();
  const usedUp = realm.steps <= 0;
  realm.steps = before - (given - realm.steps);
  return usedUp;
}

/** The flag of the innermost undecided condition that has one. */
export const currentFlag = (realm: Realm): string | null =>
  realm.conditions.findLast((flag) => flag !== null) ?? null;

/** Notes where an instance is made. */
export function noteBirth(realm: Realm, instance: Value): void {
  const guard = realm.guards.at(-1);
  if (guard) realm.births.set(instance, guard);
}

/** The innermost guard with a name, of those that were not there when an instance was made. */
export function guardSince(realm: Realm, instance: Value | null, needed: boolean): string | null {
  const birth = instance && realm.births.get(instance);
  const inside = birth ? realm.guards.slice(realm.guards.lastIndexOf(birth) + 1) : realm.guards;
  return inside.findLast((guard) => guard.needed === needed && guard.name !== null)?.name ?? null;
}

/** Whether what is done to an instance now is done whenever it is made: no guard was added since. */
export function isCertain(realm: Realm, instance: Value): boolean {
  const birth = realm.births.get(instance);
  return realm.guards.length === (birth ? realm.guards.lastIndexOf(birth) + 1 : 0);
}

/** Runs a part that may or may not run: under a flag, or under none where that is what runs if nothing is configured. An exception ends the part, not the program. */
export function runUncertain<T>(
  realm: Realm,
  flag: string | null,
  run: () => T,
  name: string | null = flag,
): T | undefined {
  const { length } = realm.conditions;
  const guarded = realm.guards.length;
  realm.conditions.push(flag);
  realm.guards.push({ name, needed: flag !== null });
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    return undefined;
  } finally {
    realm.conditions.length = length;
    realm.guards.length = guarded;
  }
}
