import type { Condition } from '../schema/policy.ts';
import { compilePattern } from './pattern.ts';

export type Arguments = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The argument at `args.<field>…`. Goes through objects and own keys only; undefined where there is none. */
function findArgument(args: Arguments, path: string): unknown {
  const keys = path.split('.').slice(1);
  let value: unknown = args;
  for (const key of keys) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** Equality of JSON values: no conversion, keys in any order. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}

function contains(argument: unknown, value: unknown): boolean {
  if (Array.isArray(argument)) return argument.some((item) => isSame(item, value));
  return typeof argument === 'string' && typeof value === 'string' && argument.includes(value);
}

type Ordered = Extract<Condition, { value: number }>['op'];

const COMPARE: Record<Ordered, (argument: number, value: number) => boolean> = {
  lt: (argument, value) => argument < value,
  lte: (argument, value) => argument <= value,
  gt: (argument, value) => argument > value,
  gte: (argument, value) => argument >= value,
};

/** Whether a condition is true of a call's arguments. Throws for a `regex` that is not RE2 syntax: validate the document first. */
export function holds(condition: Condition, args: Arguments): boolean {
  const argument = findArgument(args, condition.path);
  if (condition.op === 'exists') return (argument !== undefined) === condition.value;
  if (argument === undefined) return false;
  switch (condition.op) {
    case 'eq':
      return isSame(argument, condition.value);
    case 'neq':
      return !isSame(argument, condition.value);
    case 'in':
      return condition.value.some((value) => isSame(argument, value));
    case 'not_in':
      return !condition.value.some((value) => isSame(argument, value));
    case 'contains':
      return contains(argument, condition.value);
    case 'regex':
      return typeof argument === 'string' && compilePattern(condition.value).test(argument);
    default:
      return typeof argument === 'number' && COMPARE[condition.op](argument, condition.value);
  }
}
