// Patterns of the program that is read run on RE2, which is linear in the text: https://github.com/google/re2/wiki/Syntax
import { RE2JS, RE2JSSyntaxException } from 're2js';
import { asString, type PatternValue, primitive, unknown } from '../value.ts';
import type { Builtin } from './builtin.ts';

const FLAGS = new Map([
  ['i', RE2JS.CASE_INSENSITIVE],
  ['s', RE2JS.DOTALL],
  ['m', RE2JS.MULTILINE],
]);

/** Longer texts are left alone. */
const MAX_TEXT = 200_000;

function compile(pattern: PatternValue): RE2JS | undefined {
  const flags = [...pattern.flags].reduce((sum, flag) => sum | (FLAGS.get(flag) ?? 0), 0);
  try {
    return RE2JS.compile(pattern.source, flags);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return undefined;
    throw error;
  }
}

/** `text.replace(pattern, replacement)`; undefined where the pattern is not of the linear kind. */
export function replacePattern(text: string, pattern: PatternValue, replacement: string): string | undefined {
  const compiled = text.length > MAX_TEXT ? undefined : compile(pattern);
  const matcher = compiled?.matcher(text);
  if (!matcher) return undefined;
  return pattern.flags.includes('g') ? matcher.replaceAll(replacement) : matcher.replaceFirst(replacement);
}

/** The matches of a global pattern with their groups, first to last, and where each begins. */
export function findMatches(
  text: string,
  pattern: PatternValue,
): { groups: (string | null)[]; start: number }[] | undefined {
  const compiled = text.length > MAX_TEXT ? undefined : compile(pattern);
  if (!compiled) return undefined;
  const matcher = compiled.matcher(text);
  const found: { groups: (string | null)[]; start: number }[] = [];
  while (matcher.find()) {
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_unused, index) => matcher.group(index));
    found.push({ groups, start: matcher.start() });
  }
  return found;
}

/** `text.split(pattern)`. */
export const splitPattern = (text: string, pattern: PatternValue): string[] | undefined =>
  text.length > MAX_TEXT ? undefined : compile(pattern)?.split(text, -1);

const test: Builtin<PatternValue> = (self, [given]) => {
  const text = asString(given);
  const matches = text === undefined ? undefined : findMatches(text, self);
  return matches ? primitive(matches.length > 0) : unknown('pattern');
};

export const patternMethods: ReadonlyMap<string, Builtin<PatternValue>> = new Map([['test', test]]);
