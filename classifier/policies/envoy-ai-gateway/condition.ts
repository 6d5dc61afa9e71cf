import type { ArgumentRule, Condition } from '#data/schema/policy.ts';
import { celQuoted } from '../document-text.ts';

const ARGUMENTS = 'request.mcp.params.arguments';

/** A JSON value in CEL. Numbers of JSON are doubles there; undefined where CEL has no such value. */
function literal(value: unknown): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? celQuoted(value) : undefined;
  if (typeof value === 'number') return Number.isInteger(value) ? `${value.toFixed(1)}` : String(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return allOf(value.map(literal), (parts) => `[${parts.join(', ')}]`);
  if (typeof value !== 'object') return undefined;
  const entries = Object.entries(value).map(([key, item]) =>
    allOf([literal(key), literal(item)], (parts) => parts.join(': ')),
  );
  return allOf(entries, (parts) => `{${parts.join(', ')}}`);
}

function allOf(
  parts: readonly (string | undefined)[],
  join: (parts: string[]) => string,
): string | undefined {
  const found = parts.filter((part) => part !== undefined);
  return found.length === parts.length ? join(found) : undefined;
}

/** Each step of the path is a map that has the next key. */
function presence(keys: readonly string[]): { guard: string; argument: string } {
  const guards = [`has(${ARGUMENTS})`];
  let argument = ARGUMENTS;
  for (const key of keys) {
    guards.push(`type(${argument}) == map`, `${celQuoted(key)} in ${argument}`);
    argument = `${argument}[${celQuoted(key)}]`;
  }
  return { guard: guards.join(' && '), argument };
}

const COMPARE = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** What the argument must be like once it is there. */
function test(argument: string, condition: Condition): string | undefined {
  const value = literal(condition.value);
  if (value === undefined) return undefined;
  switch (condition.op) {
    case 'exists':
      return 'true';
    case 'eq':
      return `${argument} == ${value}`;
    case 'neq':
      return `${argument} != ${value}`;
    case 'in':
      return `${argument} in ${value}`;
    case 'not_in':
      return `!(${argument} in ${value})`;
    case 'regex':
      return `type(${argument}) == string && ${argument}.matches(${value})`;
    case 'contains': {
      const inList = `type(${argument}) == list && ${value} in ${argument}`;
      const inText = `type(${argument}) == string && ${argument}.contains(${value})`;
      return typeof condition.value === 'string' ? `(${inList} || ${inText})` : inList;
    }
    default:
      return `type(${argument}) == double && ${argument} ${COMPARE[condition.op]} ${value}`;
  }
}

function expression(condition: Condition): string | undefined {
  const keys = condition.path.split('.').slice(1);
  if (!keys.every((key) => key.isWellFormed())) return undefined;
  const { guard, argument } = presence(keys);
  if (condition.op === 'exists') return condition.value ? `(${guard})` : `!(${guard})`;
  const tested = test(argument, condition);
  return tested === undefined ? undefined : `(${guard} && ${tested})`;
}

/** A rule on arguments in CEL, true of calls that pass it; undefined where CEL cannot say it. */
export function ruleExpression({ effect, conditions }: ArgumentRule): string | undefined {
  const all = allOf(conditions.map(expression), (parts) => parts.join(' && '));
  return all === undefined || effect === 'require' ? all : `!(${all})`;
}
