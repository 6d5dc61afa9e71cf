import type { ObjectSense } from '#data/taxonomy/lexicon.ts';
import { after, type Clause, type Placed } from './clause.ts';
import type { Entry, VerbEntry } from './entry.ts';
import type { Hit } from './hit.ts';

/** What the words from `first` up to `end` name. */
export const objectSenses = (hits: readonly Hit[], first: number, end: number): Set<ObjectSense> =>
  new Set(
    hits
      .filter((hit) => hit.first >= first && hit.last < end)
      .flatMap((hit) => hit.entries.flatMap((entry) => (entry.kind === 'object' ? [entry.sense] : []))),
  );

/** A preposition within a known noun ("enlace de pago") ends nothing. */
const isInside = ({ hits }: Clause, at: number) =>
  hits.some(
    ({ first, last, entries }) => first < at && at <= last && entries.some(({ kind }) => kind === 'object'),
  );

/** "An LTD (long term deed) entry": brackets that spell a short form out, with the noun behind them, end nothing. */
function isSpelledOut({ source, words: found }: Clause, at: number): boolean {
  const { start = 0, gap = '' } = found[at] ?? {};
  if (!/[()]/.test(gap)) return false;
  const before = source.text.slice(Math.max(0, start - REACH), start);
  if (gap === ') ') return SHORT_FORM.test(before);
  return SHORT_FORM.test(`${before}) `) && /^[^()]{2,40}\) \p{L}/u.test(source.text.slice(start));
}
const SHORT_FORM = /\b[A-Z]{2,6} \([^()]{0,40}\) $/;
const REACH = 60;

/** "Los mensajes de un hilo": what is read of a thing tells of the thing; what is taken from it is another matter. */
const isOwned = ({ vocabulary, words }: Clause, { entry }: Placed<VerbEntry>, at: number) =>
  (entry.sense === 'read' || entry.sense === 'compute') && vocabulary.genitives.has(words[at]?.text ?? '');

/** "An on-demand run", "an opt-in list": within a compound a preposition ends nothing. */
const isHyphened = ({ words: found }: Clause, at: number) =>
  found[at]?.gap === '-' || found[at + 1]?.gap === '-';

/** The end of the noun phrase that begins at `first`: a preposition, a bracket, the next verb. */
export function objectEnd(from: Clause, verb: Placed<VerbEntry>, first: number, limit: number): number {
  for (let at = first; at < limit; at++) {
    const gap = from.words[at]?.gap ?? '';
    if (isInside(from, at) || isSpelledOut(from, at) || isOwned(from, verb, at)) continue;
    const isLink = after(from, at, 'preposition') !== undefined && !isHyphened(from, at);
    if (at > first && (isLink || /[()[\]:;—–]|\.\s|\s-\s/.test(gap))) return at;
  }
  return limit;
}

/** "One or more crates": how many, and no second thing. */
const isWithinAmount = ({ words: found }: Clause, at: number) =>
  /^(?:one|two|three|1|2|3)$/.test(found[at - 1]?.text ?? '') &&
  /^(?:more|multiple|several|many)$/.test(found[at + 1]?.text ?? '');

const ENDS_NOUN = new Set(['of', 'returning', 'including', 'showing', 'then', 'so', 'called', 'named']);

/** Elsewhere than in English what describes a noun stands behind it: the first known one is the object itself. */
function firstSenses({ hits }: Clause, first: number, end: number): Set<ObjectSense> {
  const nouns = hits.filter(
    (hit) => hit.first >= first && hit.last < end && hit.entries.some(isObjectItself),
  );
  const at = Math.min(...nouns.map((hit) => hit.first));
  const own = nouns.filter((hit) => hit.first === at);
  return new Set(
    own.flatMap(({ entries }) => entries.flatMap((one) => (isObjectItself(one) ? [one.sense] : []))),
  );
}
const isObjectItself = (entry: Entry): entry is Extract<Entry, { kind: 'object' }> =>
  entry.kind === 'object' && entry.sense !== 'bulk';

/** "One or more crates": how many, before the noun. */
const beyondQuantity = ({ words: found }: Clause, at: number) =>
  /^(?:one|two|zero)$/.test(found[at]?.text ?? '') &&
  found[at + 1]?.text === 'or' &&
  /^(?:more|several|many)$/.test(found[at + 2]?.text ?? '')
    ? at + 3
    : at;

/** Senses of the noun that ends the first noun phrase, and of the one that follows its "of". */
export function headSenses(from: Clause, first: number, end: number): Set<ObjectSense> {
  if (from.vocabulary.lexicon.language !== 'en') return firstSenses(from, first, end);
  const isEnd = (at: number) =>
    at > begin &&
    (/[,;:()]/.test(from.words[at]?.gap ?? '') ||
      (after(from, at, 'conjunction') !== undefined && !isWithinAmount(from, at)) ||
      ENDS_NOUN.has(from.words[at]?.text ?? ''));
  const begin = beyondQuantity(from, first);
  let stop = begin;
  while (stop < end && !isEnd(stop)) stop++;
  const own = from.hits.filter(({ first: start, last }) => start >= first && last === stop - 1);
  const senses = own.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.kind === 'object' ? [entry.sense] : [])),
  );
  const isOf = stop < end && from.words[stop]?.text === 'of';
  return new Set([...senses, ...(isOf ? headSenses(from, stop + 1, end) : [])]);
}

/** The last word before `end` that is not left over from joining the next verb ("and", "or permanently"). */
export function lastOfPhrase(from: Clause, verb: number, end: number): number {
  let last = Math.max(verb, end - 1);
  while (
    last > verb &&
    (after(from, last, 'conjunction') !== undefined || after(from, last, 'frame') !== undefined)
  )
    last--;
  return last;
}
