import { type Entry, isForm } from './entry.ts';
import { findHits, type Hit } from './hit.ts';
import { isPlain } from './script.ts';
import { type Vocabulary, vocabularies } from './vocabulary.ts';
import { type Word, words } from './word.ts';

/** The languages that are written in Latin letters, told apart by their words. */
export const latin = [...vocabularies.values()].filter(({ lexicon }) => lexicon.script === 'latin');

/** Words that are no verb where another language is spoken ("une"). */
const grammar = new Set(latin.flatMap(({ functionWords }) => [...functionWords]));

/** Which languages have a word for one of grammar. One letter proves nothing: "e.g." would count as Portuguese. */
const grammarOf: ReadonlyMap<string, readonly Vocabulary[]> = new Map(
  [...grammar]
    .filter((word) => word.length > 1)
    .map((word) => [word, latin.filter(({ functionWords }) => functionWords.has(word))]),
);

/** The words of a text, with what in them speaks for one language or another. */
export interface Sample {
  words: readonly Word[];
  /** How many words of its grammar each language of Latin letters finds; one that finds none is not there. */
  grammar: ReadonlyMap<Vocabulary, number>;
  isPlain: boolean;
  /** Latin letters beyond a to z. */
  accents: readonly string[];
}

export function sampleOf(text: string): Sample {
  const found = words(text);
  const plain = isPlain(text);
  const accents = plain ? [] : found.flatMap((word) => word.text.match(ACCENTED) ?? []);
  return { words: found, grammar: grammarIn(found), isPlain: plain, accents };
}
const ACCENTED = /(?![a-z])\p{Script=Latin}/gu;

function grammarIn(found: readonly Word[]): Map<Vocabulary, number> {
  const counts = new Map<Vocabulary, number>();
  for (const { text } of found)
    for (const vocabulary of grammarOf.get(text) ?? [])
      counts.set(vocabulary, (counts.get(vocabulary) ?? 0) + 1);
  return counts;
}

/** What speaks for a language in the words of a sample. */
export interface Familiarity {
  language: string;
  functionWords: number;
  /** Words that its list of verbs and objects has. */
  known: number;
  isVerbFirst: boolean;
  /** Words with accents that it has, less those with accents that it has not. */
  accents: number;
}

const isSaying = ({ entries }: Hit) => entries.some(({ kind }) => kind === 'verb' || kind === 'object');
const isFrame = ({ kind }: Entry) => kind === 'frame';

export function familiarity(sample: Sample, vocabulary: Vocabulary): Familiarity {
  const hits = findHits(vocabulary, sample.words);
  const frame = hits.find(({ first, entries }) => first === 0 && entries.some(isFrame));
  return {
    language: vocabulary.lexicon.language,
    functionWords: sample.grammar.get(vocabulary) ?? 0,
    known: new Set(hits.filter(isSaying).map(({ first }) => first)).size,
    isVerbFirst: hits.some(
      (hit) => (hit.first === 0 || hit.first === (frame?.last ?? -1) + 1) && isVerb(hit, sample),
    ),
    accents: balanceOf(sample, vocabulary),
  };
}

const isVerb = ({ first, last, entries }: Hit, { words: found }: Sample) =>
  (last > first || !grammar.has(found[first]?.text ?? '')) && entries.some(isForm);

/** A few accents say as much as many. */
const MOST_ACCENTS = 2;

function balanceOf({ accents }: Sample, { lexicon: { letters } }: Vocabulary): number {
  if (letters === undefined) return 0;
  const own = accents.filter((letter) => letters.includes(letter)).length;
  return Math.min(own, MOST_ACCENTS) - (accents.length - own);
}

/** Weights of a first word that is a verb there, of any other known word, and of an accent. */
const VERB = 1.5;
const KNOWN = 0.5;
const ACCENT = 0.5;

export const score = ({ functionWords, known, isVerbFirst, accents }: Familiarity) =>
  functionWords + known * KNOWN + (isVerbFirst ? VERB : 0) + accents * ACCENT;
