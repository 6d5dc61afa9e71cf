import type { CueSense, ObjectSense, VerbSense } from '#data/taxonomy/lexicon.ts';
import type { VerbForm } from './inflection.ts';

/** What a word list says of a word or a phrase. */
export type Entry =
  | {
      kind: 'verb';
      sense: VerbSense;
      form: VerbForm;
      lemma: string;
      noun: boolean;
      isNominal?: true;
      gloss?: string;
    }
  | { kind: 'object'; sense: ObjectSense; gloss?: string }
  | { kind: 'cue'; sense: CueSense; gloss?: string }
  | { kind: 'frame' | 'conjunction' | 'preposition' | 'negation' };

export type VerbEntry = Extract<Entry, { kind: 'verb' }>;
export const isVerb = (entry: Entry): entry is VerbEntry => entry.kind === 'verb';

/** A form of the verb itself, not the noun that names the same. */
export const isForm = (entry: Entry): entry is VerbEntry => isVerb(entry) && entry.isNominal !== true;
