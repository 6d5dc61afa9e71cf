import { type Entry, isForm, isVerb } from './entry.ts';
import { type Endings, formOf } from './inflection.ts';
import type { Phrase } from './phrase.ts';

/** Length of a stem's beginning, in UTF-16 units; no stem is shorter. */
const HEAD = 2;
const LONGEST_TAIL = 12;

export interface StemFinder {
  /** Most words are passed over by how they begin. */
  mayHave: (word: string) => boolean;
  /**
   * The phrases that begin with a stem of the word, as its ending has them. Of those that are nothing but a stem the longest counts, and a
   * shorter one only where the word is a form of its verb: "compra" is both "compr*" and "compra*".
   */
  find: (word: string) => Phrase[];
}

/** `stems`: the phrases whose first word is a stem, by its letters. */
export function stemFinder(stems: ReadonlyMap<string, Phrase[]>, endings: Endings): StemFinder {
  const heads = new Set([...stems.keys()].map((stem) => stem.slice(0, HEAD)));
  return {
    mayHave: (word) => heads.has(word.slice(0, HEAD)),
    find: (word) => findStems(stems, endings, word),
  };
}

function findStems(stems: ReadonlyMap<string, Phrase[]>, endings: Endings, word: string): Phrase[] {
  const found: Phrase[] = [];
  let isLongest = true;
  for (let length = word.length; length >= Math.max(HEAD, word.length - LONGEST_TAIL); length--) {
    const phrases = (stems.get(word.slice(0, length)) ?? []).map((one) => inflected(endings, one, word));
    found.push(...phrases.filter((one) => isLongest || !isStem(one) || one.entries.some(isForm)));
    isLongest &&= !phrases.some(isStem);
    if (phrases.some((one) => isStem(one) && one.entries.some(isVerb))) break;
  }
  return found;
}
const isStem = ({ words }: Phrase) => words.length === 1;

/** A stem's phrase as the word's ending has it. */
function inflected(endings: Endings, phrase: Phrase, word: string): Phrase {
  const told = endings?.(word.slice(phrase.words[0]?.text.length));
  if (told === undefined) return phrase;
  const name = { form: 'base', noun: true, isNominal: true } as const;
  const entries = phrase.entries.flatMap((entry): Entry[] => {
    if (entry.kind !== 'verb') return [entry];
    if (told === 'none') return [];
    return [{ ...entry, ...(told === 'name' ? name : { form: formOf(told) }) }];
  });
  return { ...phrase, entries };
}
