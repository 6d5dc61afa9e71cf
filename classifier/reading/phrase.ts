import type { Lexicon } from '#data/taxonomy/lexicon.ts';
import type { Entry } from './entry.ts';
import { endingsOf } from './inflection.ts';
import { remembered } from './remembered.ts';
import { type StemFinder, stemFinder } from './stem.ts';
import { unelided } from './word.ts';

/** A word of a phrase; an open one matches with any ending. */
export interface PhraseWord {
  text: string;
  isOpen: boolean;
}
export interface Phrase {
  words: PhraseWord[];
  entries: Entry[];
}

/** A word list made fit for look-ups. */
export interface Index {
  /** By first word; by first character where words are not parted. */
  phrases: ReadonlyMap<string, Phrase[]>;
  /** Those that begin with a word, whole or by its stem; of each kind the longest first. */
  beginning: (word: string) => readonly Phrase[];
  /** Letters of another spelling, by the one that the list has. */
  variants: ReadonlyMap<string, string>;
}

/** Stands in a phrase for the words between its parts ("stellt ~ bereit"). */
export const GAP = '~';
const isSpacelessScript = (lexicon: Lexicon) => ['han', 'kana', 'hangul'].includes(lexicon.script);

const spelling = (words: readonly PhraseWord[]) =>
  words.map(({ text, isOpen }) => (isOpen ? `${text}*` : text)).join(' ');

function file(into: Map<string, Phrase[]>, words: PhraseWord[], entry: Entry): void {
  const key = words[0]?.text ?? '';
  const list = into.get(key) ?? [];
  const same = list.find((phrase) => spelling(phrase.words) === spelling(words));
  if (same === undefined) list.push({ words, entries: [entry] });
  else same.entries.push(entry);
  into.set(key, list);
}

const phraseWord = (word: string): PhraseWord => ({
  text: unelided(word.replace('*', '')),
  isOpen: word.endsWith('*'),
});

function phraseWords(surface: string, isSpaceless: boolean): PhraseWord[] {
  const plain = surface.normalize('NFKC').toLowerCase();
  const parts = isSpaceless ? [plain] : plain.split(/[\s\-/|.]+/).filter((word) => word !== '');
  return parts.map(phraseWord);
}

export function indexOf(entries: Iterable<[string, Entry]>, lexicon: Lexicon): Index {
  const isSpaceless = isSpacelessScript(lexicon);
  const phrases = new Map<string, Phrase[]>();
  const stems = new Map<string, Phrase[]>();
  for (const [surface, entry] of entries) {
    const words = phraseWords(surface, isSpaceless);
    file(words[0]?.isOpen ? stems : phrases, words, entry);
  }
  for (const list of [...phrases.values(), ...stems.values()]) list.sort(longestFirst);
  return {
    phrases: isSpaceless ? byFirstCharacter(phrases) : phrases,
    beginning: beginning(phrases, stemFinder(stems, endingsOf(lexicon.endings))),
    variants: new Map((lexicon.variants ?? []).map((pair) => [pair.slice(0, 1), pair.slice(1)])),
  };
}

/** A text has the same words again and again, a server's tools still more so. */
const MOST_KEPT = 4096;

function beginning(
  phrases: ReadonlyMap<string, Phrase[]>,
  { mayHave, find }: StemFinder,
): Index['beginning'] {
  const both = remembered((word) => [...(phrases.get(word) ?? NONE), ...find(word)], MOST_KEPT);
  return (word) => (mayHave(word) ? both(word) : (phrases.get(word) ?? NONE));
}
const NONE: readonly Phrase[] = [];

function byFirstCharacter(phrases: ReadonlyMap<string, Phrase[]>): Map<string, Phrase[]> {
  const index = new Map<string, Phrase[]>();
  for (const [surface, list] of phrases) {
    const first = surface[0] ?? '';
    index.set(first, [...(index.get(first) ?? []), ...list].sort(longestFirst));
  }
  return index;
}

const longestFirst = (a: Phrase, b: Phrase) =>
  b.words.length - a.words.length || spelling(b.words).length - spelling(a.words).length;
