import type { Entry, Index, Phrase } from './vocabulary.ts';
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
  return phrase.words.every((text, i) => {
    const word = found[at + i];
    if (word === undefined || (i > 0 && !isJoined(word))) return false;
    return phrase.isOpen && i === phrase.words.length - 1 ? word.text.startsWith(text) : word.text === text;
  });
}

function stemPhrases(index: Index, text: string): Phrase[] {
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
  return found.flatMap((word, at) => {
    const exact = index.phrases.get(word.text) ?? [];
    const hits = exact.filter((phrase) => matches(phrase, found, at));
    const stems = index.stems.size > 0 ? stemPhrases(index, word.text) : [];
    return [...hits, ...stems].flatMap((phrase) => hit(phrase, found, at));
  });
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
