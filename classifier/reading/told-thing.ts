import type { ObjectSense } from '#data/taxonomy/lexicon.ts';
import { after, type Clause, isArticle, type Placed } from './clause.ts';
import { isVerb, type VerbEntry } from './entry.ts';
import type { Hit } from './hit.ts';

/** The lemmas of what is no verb: text that tells how something is done, and figures about something. */
export const GUIDE = 'a guide';
export const FIGURES = 'figures';

const TOLD: ReadonlyMap<ObjectSense, string> = new Map([
  ['guide', GUIDE],
  ['figures', FIGURES],
]);

/** "A step-by-step guide for hauling crates", "Crate statistics per yard": a tool that is described by what it hands out, before any verb. */
export function toldThing(from: Clause): Placed<VerbEntry> | undefined {
  if (from.vocabulary.lexicon.language !== 'en') return undefined;
  const end = phraseEnd(from);
  const head = from.hits.filter((hit) => hit.last === end - 1);
  const lemma = head.flatMap(lemmasOf).at(0);
  const hit = head.find((one) => lemmasOf(one).length > 0);
  if (lemma === undefined || hit === undefined || isLabel(from, end) || hasVerb(from, hit.first))
    return undefined;
  return {
    entry: { kind: 'verb', sense: 'read', form: 'base', lemma, noun: true, isNominal: true },
    hit,
  };
}

const lemmasOf = ({ entries }: Hit) =>
  entries.flatMap((entry) => (entry.kind === 'object' ? (TOLD.get(entry.sense) ?? []) : []));

/** A noun that ends in a preposition or in a mark is all there is; one before a colon only announces what comes. */
function phraseEnd(from: Clause): number {
  const end = from.words.findIndex(
    ({ gap, text }, at) => at > 0 && gap !== '-' && (isLink(from, at, text) || MARK.test(gap)),
  );
  return end === -1 ? from.words.length : end;
}
const isLabel = (from: Clause, end: number) => /:/.test(from.words[end]?.gap ?? '');
const MARK = /[.,:;()–—]|\s-\s/;
const isLink = (from: Clause, at: number, text: string) =>
  text === 'of' || after(from, at, 'preposition') !== undefined;

/** A verb, or an article within: "Force a listing". */
const hasVerb = (from: Clause, end: number) =>
  from.words.slice(1, end).some(({ text }) => isArticle(from.vocabulary, text)) ||
  from.hits.some(
    (hit) =>
      hit.last < end &&
      !isArticle(from.vocabulary, from.words[hit.first]?.text ?? '') &&
      hit.entries.some((entry) => isVerb(entry) && !entry.noun && entry.form !== 'ing'),
  );
