import type { Entry } from './entry.ts';
import type { Field } from './field.ts';
import { findHits, type Hit } from './hit.ts';
import { DETERMINERS } from './verb-or-noun.ts';
import type { Vocabulary } from './vocabulary.ts';
import { type Word, words } from './word.ts';

/** An entry where it stands. */
export interface Placed<E extends Entry> {
  entry: E;
  hit: Hit;
}

/** A sentence is read this far, in words. */
const MAX_WORDS = 120;

/** One sentence of a verb-first language, with what the vocabulary knows of its words. */
export interface Clause {
  source: Field;
  words: Word[];
  hits: Hit[];
  vocabulary: Vocabulary;
  /** A title of many steps: the last that has a verb says what is done. */
  isPath: boolean;
  /** The hits that begin at each word. */
  starting: ReadonlyMap<number, readonly Hit[]>;
}

export function clause(source: Field, vocabulary: Vocabulary, range: { start: number; end: number }): Clause {
  const text = source.text.slice(range.start, range.end);
  const isPath = PATH.test(text);
  const found = (isPath ? steps(text, words(text)) : words(text))
    .slice(0, MAX_WORDS)
    .map((word) => ({ ...word, start: word.start + range.start, end: word.end + range.start }));
  const hits = findHits(vocabulary, found);
  const starting = Map.groupBy(hits, ({ first }) => first);
  return { source, words: found, hits, vocabulary, isPath, starting };
}

/** "[Yard]-Crates-Crate marks-List the marks": behind its label a title of many steps, whose hyphens join no words. */
const PATH = /^-\p{Lu}/u;
export const STEP = ' - ';

const steps = (text: string, found: readonly Word[]): Word[] =>
  found.map((word) =>
    word.gap === '-' && /\p{Lu}/u.test(text[word.start] ?? '') ? { ...word, gap: STEP } : word,
  );

/** The word after the entry of this kind that begins at `at`; undefined when none begins there. */
export const after = ({ starting }: Clause, at: number, kind: Entry['kind']): number | undefined => {
  const found = starting.get(at)?.find(({ entries }) => entries.some((entry) => entry.kind === kind));
  return found === undefined ? undefined : found.last + 1;
};

export function skipFrames(from: Clause, at: number): number {
  for (let next = after(from, at, 'frame'); next !== undefined; next = after(from, at, 'frame')) at = next;
  return at;
}

export const isArticle = ({ determiners }: Vocabulary, text: string) =>
  DETERMINERS.has(text) || determiners.has(text);

/** The word at this place shows that what follows it is an object. */
export const isDeterminer = (from: Clause, at: number) =>
  from.words[at]?.isElided === true || isArticle(from.vocabulary, from.words[at]?.text ?? '');
