import type { ArgumentRule, Condition } from '#data/schema/policy.ts';
import { quoted } from '../document-text.ts';

/** A JSON value in Rego; undefined where it has text that is no valid Unicode. */
function literal(value: unknown): string | undefined {
  return /\\ud[89a-f]/i.test(JSON.stringify(value)) ? undefined : written(value);
}

function written(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${written(item)}`);
  return `{${entries.join(', ')}}`;
}

const COMPARE = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Each step of the path is an object that has the next key, false and null included. */
function presence(keys: readonly string[]): { guards: string[]; argument: string } {
  const guards: string[] = [];
  let argument = 'input.args';
  for (const key of keys) {
    guards.push(`is_object(${argument})`, `${quoted(key)} in object.keys(${argument})`);
    argument = `${argument}[${quoted(key)}]`;
  }
  return { guards, argument };
}

/** What must be true of the argument once it is there. */
function tests(argument: string, condition: Condition, value: string): string[] {
  switch (condition.op) {
    case 'exists':
      return [];
    case 'eq':
      return [`${argument} == ${value}`];
    case 'neq':
      return [`${argument} != ${value}`];
    case 'in':
      return [`${argument} in ${value}`];
    case 'not_in':
      return [`not ${argument} in ${value}`];
    case 'regex':
      return [`is_string(${argument})`, `regex.match(${value}, ${argument})`];
    case 'contains':
      return [`holds(${argument}, ${value})`];
    default:
      return [`is_number(${argument})`, `${argument} ${COMPARE[condition.op]} ${value}`];
  }
}

/** A condition as lines of a rule's body, all of which must be true; undefined where Rego cannot say it. */
export function conditionLines(condition: Condition): string[] | undefined {
  const keys = condition.path.split('.').slice(1);
  const value = literal(condition.value);
  if (value === undefined || !keys.every((key) => key.isWellFormed())) return undefined;
  const { guards, argument } = presence(keys);
  if (condition.op === 'exists' && !condition.value) {
    return keys.length === 1 ? guards.map((guard, i) => (i === 0 ? guard : `not ${guard}`)) : undefined;
  }
  return [...guards, ...tests(argument, condition, value)];
}

/** The lines of all conditions of a rule on arguments. */
export function ruleLines({ conditions }: ArgumentRule): string[] | undefined {
  const lines = conditions.map(conditionLines);
  const found = lines.filter((some) => some !== undefined);
  return found.length === lines.length ? found.flat() : undefined;
}
