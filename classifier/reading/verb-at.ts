import { type Clause, type Placed, skipFrames } from './clause.ts';
import { type Entry, isVerb, type VerbEntry } from './entry.ts';
import type { Hit } from './hit.ts';
import { isNoun } from './verb-or-noun.ts';

/** The verb that begins at a word, unless it is a noun there or stands in code. */
export function verbAt(from: Clause, at: number): Placed<VerbEntry> | undefined {
  const { starting, words: found } = from;
  if (found[at]?.code === true) return undefined;
  for (const hit of starting.get(at) ?? []) {
    const entry = hit.entries.find(isVerb);
    if (entry === undefined || isNoun(found, hit, entry) || isOfAnother(from, hit, entry)) continue;
    if (entry.isNominal === true || !isCapitalNoun(from, at)) return { entry, hit };
  }
  return undefined;
}

/**
 * "Deprecation notice", "evidence of an execution": the name of an act that only tells what another noun is about. Nouns for the tool
 * itself ("removal endpoint") leave it the act.
 */
function isOfAnother(from: Clause, { first, last }: Hit, { isNominal }: VerbEntry): boolean {
  if (isNominal !== true || from.vocabulary.lexicon.language !== 'en') return false;
  const next = from.words[last + 1];
  const isBeforeNoun =
    next !== undefined &&
    /^\s+$/.test(next.gap) &&
    !isGrammar(from, last) &&
    !isGrammar(from, last + 1) &&
    !ITSELF.test(next.text);
  return isBeforeNoun || (from.words[first - 1]?.text === 'of' && skipFrames(from, 0) < first - 1);
}
const ITSELF =
  /^(?:tools?|endpoints?|apis?|utility|utilities|functions?|operations?|actions?|requests?|services?|commands?|methods?|jobs?|tasks?|process|procedure|workflow|wizard|helper|interface|mode|support|capabilit(?:y|ies))$/;

/** A word of grammar, or nothing but a verb: the noun before it stands alone. */
const isGrammar = ({ starting, vocabulary, words: found }: Clause, at: number) =>
  vocabulary.functionWords.has(found[at]?.text ?? '') ||
  (starting.get(at) ?? []).some(({ entries }) =>
    entries.some((entry) => GRAMMAR.has(entry.kind) || (isVerb(entry) && !entry.noun)),
  );

const GRAMMAR: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>([
  'frame',
  'conjunction',
  'preposition',
  'negation',
]);

/** Where nouns are written so: not at the beginning, nor behind a label. */
const isCapitalNoun = ({ vocabulary, words: found, source }: Clause, at: number) =>
  vocabulary.lexicon.capitalNouns === true &&
  at > 0 &&
  !/[^\s(]\s*$/.test(found[at]?.gap ?? '') &&
  /^\p{Lu}/u.test(source.text.slice(found[at]?.start, found[at]?.end));

/** "Never deletes", "does not send". */
export function isNegated({ hits }: Clause, at: number): boolean {
  return hits.some(
    (hit) => hit.last < at && hit.last >= at - 2 && hit.entries.some((entry) => entry.kind === 'negation'),
  );
}
