import type { z } from 'zod';

/** A sentence about the value at `path`, without its subject: "must be a list, but is a number." */
interface Sentence {
  path: readonly PropertyKey[];
  claim: string;
}

type Issue = z.core.$ZodIssue;

const NOUN: Record<string, string> = {
  array: 'a list',
  record: 'an object',
  object: 'an object',
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function nounOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return `${typeof value === 'string' ? 'the string' : `the ${typeof value}`} ${JSON.stringify(value)}`;
}

function listOf(values: readonly unknown[]): string {
  const quoted = values.map((value) => JSON.stringify(value));
  return quoted.length === 1 ? String(quoted[0]) : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** Zod leaves `input` out of the issue where the key is not there at all. */
function mustBe(expected: string, issue: Issue): string {
  return issue.input === undefined
    ? `is missing; it must be ${expected}.`
    : `must be ${expected}, but is ${nounOf(issue.input)}.`;
}

/** What one issue of the schema means in plain words; one sentence for each field that the format does not have. */
export function sentencesOf(issue: Issue): Sentence[] {
  const at = (claim: string): Sentence[] => [{ path: issue.path, claim }];
  switch (issue.code) {
    case 'invalid_type':
      return at(mustBe(NOUN[issue.expected] ?? issue.expected, issue));
    case 'invalid_value':
      return at(mustBe(listOf(issue.values), issue));
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        claim: 'is not a field of this format.',
      }));
    case 'too_small':
      return at(issue.origin === 'string' ? 'must not be empty.' : `must be at least ${issue.minimum}.`);
    case 'too_big':
      return at(`must be at most ${issue.maximum}.`);
    case 'invalid_format':
      return at('must be a dot path that begins with "args.", such as "args.amount".');
    case 'invalid_union':
      return at(
        `must be ${listOf('options' in issue && Array.isArray(issue.options) ? issue.options : [])}.`,
      );
    default:
      return at(`${issue.message}.`);
  }
}
