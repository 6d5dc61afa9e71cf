import type { Entry } from './entry.ts';
import { GAP, type Index, type Phrase, type PhraseWord } from './phrase.ts';
import type { Word } from './word.ts';

/** A phrase of the vocabulary found in a text: `first` and `last` are word indexes, `start` and `end` text positions. */
export interface Hit {
  entries: Entry[];
  first: number;
  last: number;
  start: number;
  end: number;
}

/** Words of one phrase may be parted by spaces, hyphens and slashes, never by a full stop or a bracket. */
const isJoined = (word: Pick<Word, 'gap'>) => /^[\s\-_/|.,'’"~]*$/.test(word.gap) && !/\.\s/.test(word.gap);

/** Where the phrase whose first word stands at `at` ends; articles inside it count for nothing ("cancel the order"). */
function lastWord({ words }: Phrase, found: readonly Word[], at: number): number | undefined {
  let here = at;
  for (let i = 1; i < words.length; i++) {
    const wanted = words[i];
    if (wanted === undefined || wanted.text === GAP) continue;
    here = words[i - 1]?.text === GAP ? beyondGap(found, here, wanted) : here + 1;
    if (ARTICLE.has(found[here]?.text ?? '') && found[here]?.text !== wanted.text) here++;
    const word = found[here];
    if (word === undefined || !isJoined(word) || !isSame(wanted, word)) return undefined;
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

/** Every phrase that begins at each word, longest first; phrases inside longer ones are found too. */
export function findHits(index: Index, found: readonly Word[]): Hit[] {
  const hits: Hit[] = [];
  for (const [first, { text, start }] of found.entries()) {
    for (const phrase of index.beginning(text)) {
      const last = lastWord(phrase, found, first);
      const end = last === undefined ? undefined : found[last]?.end;
      if (last !== undefined && end !== undefined)
        hits.push({ entries: phrase.entries, first, last, start, end });
    }
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
