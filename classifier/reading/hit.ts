import { type Entry, isForm, isVerb } from './entry.ts';
import { formOf, GAP, HEAD, type Index, type Phrase, type PhraseWord } from './vocabulary.ts';
import type { Word } from './word.ts';

/** A phrase of the vocabulary found in a text: `first` and `last` are word indexes, `start` and `end` text positions. */
export interface Hit {
  entries: Entry[];
  first: number;
  last: number;
  start: number;
  end: number;
}

const LONGEST_STEM_TAIL = 12;

/** Words of one phrase may be parted by spaces, hyphens and slashes, never by a full stop or a bracket. */
const isJoined = (word: Pick<Word, 'gap'>) => /^[\s\-_/|.,'’"~]*$/.test(word.gap) && !/\.\s/.test(word.gap);

/** Where the phrase that begins at `at` ends; articles inside it count for nothing ("cancel the order"). */
function lastWord({ words }: Phrase, found: readonly Word[], at: number): number | undefined {
  let here = at;
  for (const [i, wanted] of words.entries()) {
    if (wanted.text === GAP) continue;
    if (i > 0) here = words[i - 1]?.text === GAP ? beyondGap(found, here, wanted) : here + 1;
    if (i > 0 && ARTICLE.has(found[here]?.text ?? '') && found[here]?.text !== wanted.text) here++;
    const word = found[here];
    if (word === undefined || (i > 0 && !isJoined(word)) || !isSame(wanted, word)) return undefined;
  }
  return here;
}

const isSame = ({ text, isOpen }: PhraseWord, word: Pick<Word, 'text'>) =>
  isOpen ? word.text.startsWith(text) : word.text === text;

/** Between the parts of a separable verb stand its objects, a few words at most. */
const MAX_GAP = 7;

/** The word after a gap, in the same sentence; one past the end when it does not come. */
function beyondGap(found: readonly Word[], from: number, wanted: PhraseWord): number {
  for (let at = from + 1; at < Math.min(found.length, from + MAX_GAP + 2); at++) {
    const word = found[at];
    if (word === undefined || !isJoined(word)) break;
    if (isSame(wanted, word)) return at;
  }
  return found.length;
}

const ARTICLE = new Set(['a', 'an', 'the']);

/**
 * The phrases that begin with a stem of the word, as its ending has them. Of those that are nothing but a stem the longest counts, and a
 * shorter one only where the word is a form of its verb: "compra" is both "compr*" and "compra*".
 */
function stemPhrases(index: Index, text: string): readonly Phrase[] {
  if (!index.stemHeads.has(text.slice(0, HEAD))) return NONE;
  const before = index.stemsSeen.get(text);
  if (before !== undefined) return before;
  const found = findStems(index, text);
  if (index.stemsSeen.size >= MOST_SEEN) index.stemsSeen.clear();
  index.stemsSeen.set(text, found);
  return found;
}
const NONE: readonly Phrase[] = [];
/** The same words come again and again; strange ones must not pile up. */
const MOST_SEEN = 4096;

function findStems(index: Index, text: string): Phrase[] {
  const found: Phrase[] = [];
  let isLongest = true;
  for (let length = text.length; length >= Math.max(2, text.length - LONGEST_STEM_TAIL); length--) {
    const phrases = (index.stems.get(text.slice(0, length)) ?? []).map((one) => inflected(index, one, text));
    found.push(...phrases.filter((one) => isLongest || !isStem(one) || one.entries.some(isForm)));
    isLongest &&= !phrases.some(isStem);
    if (phrases.some((one) => isStem(one) && one.entries.some(isVerb))) break;
  }
  return found;
}
const isStem = ({ words }: Phrase) => words.length === 1;

/** A stem's phrase as the word's ending has it. */
function inflected({ endings }: Index, phrase: Phrase, text: string): Phrase {
  const told = endings?.(text.slice(phrase.words[0]?.text.length));
  if (told === undefined) return phrase;
  const name = { form: 'base', noun: true, isNominal: true } as const;
  const entries = phrase.entries.flatMap((entry): Entry[] => {
    if (entry.kind !== 'verb') return [entry];
    if (told === 'none') return [];
    return [{ ...entry, ...(told === 'name' ? name : { form: formOf(told) }) }];
  });
  return { ...phrase, entries };
}

function hit({ entries }: Phrase, found: readonly Word[], first: number, last: number | undefined): Hit[] {
  const start = found[first]?.start;
  const end = last === undefined ? undefined : found[last]?.end;
  return start === undefined || end === undefined || last === undefined
    ? []
    : [{ entries, first, last, start, end }];
}

/** Every phrase that begins at each word, longest first; phrases inside longer ones are found too. */
export function findHits(index: Index, found: readonly Word[]): Hit[] {
  const hits: Hit[] = [];
  for (const [at, { text }] of found.entries()) {
    for (const phrase of index.phrases.get(text) ?? [])
      hits.push(...hit(phrase, found, at, lastWord(phrase, found, at)));
    for (const phrase of stemPhrases(index, text))
      hits.push(...hit(phrase, found, at, lastWord(phrase, found, at)));
  }
  return hits;
}

/** A text in the spelling that the list has, letter for letter. */
export const spelled = ({ variants }: Index, text: string): string =>
  variants.size === 0 ? text : text.replace(/\p{Script=Han}/gu, (letter) => variants.get(letter) ?? letter);

/** For scripts without spaces: the longest surface at each place, without looking inside it again. */
export function findSurfaces(index: Index, text: string): Hit[] {
  const lower = spelled(index, text).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const hits: Hit[] = [];
  let at = 0;
  while (at < lower.length) {
    const here = index.phrases.get(lower[at] ?? '');
    const phrase = here?.find(({ words: [surface] }) => lower.startsWith(surface?.text ?? '', at));
    const length = phrase?.words[0]?.text.length ?? 1;
    if (phrase !== undefined) {
      hits.push({ entries: phrase.entries, first: at, last: at + length - 1, start: at, end: at + length });
    }
    at += length;
  }
  return hits;
}
