import { type Entry, HEAD, type Index, type Phrase } from './vocabulary.ts';
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
const isJoined = (word: Word) => /^[\s\-_/.,'’"]*$/.test(word.gap) && !/\.\s/.test(word.gap);

function matches(phrase: Phrase, found: readonly Word[], at: number): boolean {
  const { words, isOpen } = phrase;
  return words.every((text, i) => {
    const word = found[at + i];
    if (word === undefined) return false;
    const isSame = isOpen && i === words.length - 1 ? word.text.startsWith(text) : word.text === text;
    return isSame && (i === 0 || isJoined(word));
  });
}

function stemPhrases(index: Index, text: string): Phrase[] {
  if (!index.stemHeads.has(text.slice(0, HEAD))) return [];
  for (let length = text.length; length >= Math.max(2, text.length - LONGEST_STEM_TAIL); length--) {
    const phrases = index.stems.get(text.slice(0, length));
    if (phrases !== undefined) return phrases;
  }
  return [];
}

function hit(phrase: Phrase, found: readonly Word[], at: number): Hit[] {
  const first = found[at];
  const last = found[at + phrase.words.length - 1];
  if (first === undefined || last === undefined) return [];
  return [
    {
      entries: phrase.entries,
      first: at,
      last: at + phrase.words.length - 1,
      start: first.start,
      end: last.end,
    },
  ];
}

/** Every phrase that begins at each word, longest first; phrases inside longer ones are found too. */
export function findHits(index: Index, found: readonly Word[]): Hit[] {
  const hits: Hit[] = [];
  for (const [at, { text }] of found.entries()) {
    for (const phrase of index.phrases.get(text) ?? [])
      if (matches(phrase, found, at)) hits.push(...hit(phrase, found, at));
    for (const phrase of stemPhrases(index, text)) hits.push(...hit(phrase, found, at));
  }
  return hits;
}

/** For scripts without spaces: the longest surface at each place, without looking inside it again. */
export function findSurfaces(index: Index, text: string): Hit[] {
  const lower = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const hits: Hit[] = [];
  let at = 0;
  while (at < lower.length) {
    const here = index.phrases.get(lower[at] ?? '');
    const phrase = here?.find(({ words: [surface = ''] }) => lower.startsWith(surface, at));
    const length = phrase?.words[0]?.length ?? 1;
    if (phrase !== undefined) {
      hits.push({ entries: phrase.entries, first: at, last: at + length - 1, start: at, end: at + length });
    }
    at += length;
  }
  return hits;
}
