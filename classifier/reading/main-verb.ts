import { after, type Clause, isVerb, type Placed, skipFrames, type VerbEntry } from './clause.ts';
import type { Hit } from './hit.ts';
import { DETERMINERS, isNoun, isRecord, LINK } from './verb-or-noun.ts';
import type { Word } from './word.ts';

/** The verb that begins at a word, unless it is a noun there or stands in code. */
export function verbAt({ starting, words: found }: Clause, at: number): Placed<VerbEntry> | undefined {
  if (found[at]?.code === true) return undefined;
  for (const hit of starting.get(at) ?? []) {
    const entry = hit.entries.find(isVerb);
    if (entry !== undefined && !isNoun(found, hit, entry)) return { entry, hit };
  }
  return undefined;
}

const isCapital = (from: Clause, at: number) =>
  /^[A-Z]{2,}/.test(from.source.text.slice(from.words[at]?.start, from.words[at]?.end));

/** Verbs that only introduce the one that follows: "allows managing ledgers", "supports listing tides". */
const INTRODUCING = new Set([
  'allow',
  'enable',
  'support',
  'permit',
  'provide',
  'facilitate',
  'offer',
  'help',
]);

/** "Uses the kiln's interface to fire a bowl": what an instrument is used for is done. */
const EMPLOYING = new Set(['use', 'utilize', 'utilise', 'leverage', 'employ', 'harness']);

function employedFor(from: Clause, { hit }: Placed<VerbEntry>): Placed<VerbEntry> | undefined {
  const near = from.words.slice(0, hit.last + MAX_INSTRUMENT);
  const at = near.findIndex(({ text, gap }, i) => i > hit.last && text === 'to' && /^\s+$/.test(gap));
  const next = at === -1 ? undefined : verbAt(from, at + 1);
  return next?.entry.form === 'base' ? next : undefined;
}
/** An instrument is named in few words. */
const MAX_INSTRUMENT = 9;

function introduced(from: Clause, leading: Placed<VerbEntry>): Placed<VerbEntry> {
  if (EMPLOYING.has(leading.entry.lemma)) return employedFor(from, leading) ?? leading;
  if (!INTRODUCING.has(leading.entry.lemma)) return leading;
  const next = verbAt(from, leading.hit.last + 1);
  return next?.entry.form === 'ing' ? next : leading;
}

const CONDITION = /^(?:when|if|once|after|before|while|given|unless|in|for|whenever)$/;

/** After "when …," and "given …," the sentence's own verb comes behind the comma, or behind its "this tool". */
function mainClauseVerb(from: Clause): Placed<VerbEntry> | undefined {
  const first = skipFrames(from, 0);
  if (!CONDITION.test(from.words[first]?.text ?? '')) return undefined;
  const starts = from.words.flatMap(({ gap }, at) =>
    at > first + 1 && /^\s*[,:]\s*$/.test(gap) ? [at] : [],
  );
  return starts.map((at) => verbAt(from, skipFrames(from, at))).find((verb) => verb?.entry.form !== 'ing');
}

/** Where the sentence's own verb stands: after its frames, else (in a noun phrase) nowhere sure. */
function leadingVerb(from: Clause): Placed<VerbEntry> | undefined {
  const label = from.words.findIndex((_, at) => isBehindLabel(from, at));
  const labelled = label > 0 ? verbAt(from, skipFrames(from, label)) : undefined;
  if (labelled !== undefined) return introduced(from, labelled);
  const framed = skipFrames(from, 0);
  const leading = verbAt(from, 0);
  if (leading !== undefined && (framed === 0 || leading.hit.last + 1 >= framed))
    return introduced(from, leading);
  const head = verbAt(from, framed);
  return head === undefined ? (labelledVerb(from) ?? mainClauseVerb(from)) : introduced(from, head);
}

/** A sentence's verb; `isLoose` where it was picked out of a noun phrase. */
export interface HeadVerb {
  verb: Placed<VerbEntry>;
  isLoose: boolean;
}

/** Where the sentence's own verb stands: after its frames, or (in a noun phrase) the first word that is only a verb. */
export function headVerb(from: Clause): HeadVerb | undefined {
  const leading = leadingVerb(from);
  if (leading !== undefined) return { verb: leading, isLoose: false };
  const loose = looseVerb(from);
  return loose === undefined ? undefined : { verb: loose, isLoose: !isPredicate(from, loose) };
}

/** A nominal names the act itself, unless it only comes with another noun; "executes" behind a subject ("the desk executes …") is nothing but a verb. */
const isPredicate = (from: Clause, { entry: { isNominal, noun, form }, hit }: Placed<VerbEntry>) =>
  isNominal === true ? !isAddition(from, hit.first) : form === 's' && !noun;

/** "A ledger with weekly removal": what is named behind a "with" is one of its properties. */
const isAddition = (from: Clause, at: number) =>
  from.words.slice(skipFrames(from, 0), at).some(({ text }) => text === 'with');

function looseVerb(from: Clause): Placed<VerbEntry> | undefined {
  const framed = skipFrames(from, 0);
  const inside = bracketed(from);
  const rest = from.words
    .map((_, at) => (at < framed || inside.has(at) ? undefined : verbAt(from, at)))
    .filter((verb) => verb !== undefined);
  return (
    rest.find(({ entry, hit }) => !entry.noun && !isNegated(from, hit.first)) ??
    rest.find(({ entry, hit }) => entry.isNominal === true && !isNegated(from, hit.first)) ??
    rest.find(({ entry, hit }) => isSaid(from, hit, entry) && !isNegated(from, hit.first))
  );
}

/** A word that may be a noun is a verb where its form or its object says so. */
const isSaid = (from: Clause, { last }: Hit, { form }: VerbEntry) =>
  form === 'ing' || DETERMINERS.has(from.words[last + 1]?.text ?? '');

/** The verb after a label that ends in a colon or a bar ("INBOUND graph: find …"). */
function labelledVerb(from: Clause): Placed<VerbEntry> | undefined {
  return from.words
    .map((word, at) => (/[:|]\s*$/.test(word.gap) ? verbAt(from, skipFrames(from, at)) : undefined))
    .find((verb) => verb !== undefined);
}

/** The first word behind a label in brackets: "[Yard] find …". */
const isBehindLabel = ({ source, words: found }: Clause, at: number) =>
  /\]\s*$/.test(found[at]?.gap ?? '') && /^\s*\[[^[\]]*\]\s*$/.test(source.text.slice(0, found[at]?.start));

function isNegated({ hits }: Clause, at: number): boolean {
  return hits.some(
    (hit) => hit.last < at && hit.last >= at - 2 && hit.entries.some((entry) => entry.kind === 'negation'),
  );
}

const isListComma = (word: Word | undefined) => word !== undefined && /^\s*[,/、;&|+]\s*$/.test(word.gap);

/** The words between brackets, which only explain, unless the whole sentence stands in them. */
function bracketed({ words: found }: Clause): ReadonlySet<number> {
  const inside = new Set<number>();
  let depth = 0;
  for (const [at, { gap }] of found.entries()) {
    depth += (gap.match(/[([]/g)?.length ?? 0) - (gap.match(/[)\]]/g)?.length ?? 0);
    if (depth > 0 && at > 0) inside.add(at);
  }
  return inside.has(1) ? new Set() : inside;
}

/** A verb that a conjunction, comma or slash joins to the one before it, in the same form. */
function joinedVerb(from: Clause, at: number, before: Placed<VerbEntry>): Placed<VerbEntry> | undefined {
  const comma = isListComma(from.words[at]);
  const conjoined = after(from, at, 'conjunction');
  const next = conjoined ?? (comma ? at : undefined);
  if (next === undefined) return undefined;
  const verb = verbAt(from, skipFrames(from, next)) ?? verbAt(from, next);
  if (verb !== undefined && from.words[verb.hit.last + 1]?.text === 'no') return undefined;
  if (verb === undefined || verb.entry.form !== before.entry.form || isNegated(from, verb.hit.first))
    return undefined;
  if (isCapital(from, verb.hit.first) && !isCapital(from, before.hit.first)) return undefined;
  const isLooking = before.entry.sense === 'read' || before.entry.sense === 'compute';
  if (
    isLooking &&
    (isRecordOf(from, verb) || isLeftOver(from, verb, before) || isListedBy(from, verb, before))
  )
    return undefined;
  const isListed = comma && conjoined !== undefined && before.entry.sense !== 'read';
  const isSure = !verb.entry.noun || before.hit.last + 1 === at || isListed;
  return isSure || isVerbLike(from, verb, before) ? verb : undefined;
}

/** "By name, login or email": behind a "by" things are listed, unless an article shows an object. */
const isListedBy = (from: Clause, { hit }: Placed<VerbEntry>, before: Placed<VerbEntry>) =>
  from.words.slice(before.hit.last + 1, hit.first).some(({ text }) => text === 'by') &&
  !DETERMINERS.has(from.words[hit.last + 1]?.text ?? '');

/** Among what is looked at: "views, send counts, opt-in status". */
const isRecordOf = (from: Clause, { hit }: Placed<VerbEntry>) =>
  isRecord(from.words[hit.last + 1]?.text ?? '');

/** Nothing follows that could be its object: the last of a list of nouns ("by year, make or model", "rules and rollouts"). */
function isLeftOver(from: Clause, { hit }: Placed<VerbEntry>, before: Placed<VerbEntry>): boolean {
  const next = hit.last + 1;
  const isLast =
    next >= from.words.length ||
    /[,;:.()]/.test(from.words[next]?.gap ?? '') ||
    after(from, next, 'conjunction') !== undefined;
  return isLast && hit.first - before.hit.last > 2;
}

/** A noun-like word is a verb when an article follows, or its form is a verb's; after a verb of reading, things are listed ("names, types"). */
function isVerbLike(from: Clause, { hit, entry }: Placed<VerbEntry>, before: Placed<VerbEntry>): boolean {
  const next = from.words[hit.last + 1];
  if (next === undefined) return entry.sense === 'actuate';
  return (
    DETERMINERS.has(next.text) ||
    (entry.sense === 'pay' && LINK.test(next.text)) ||
    (entry.form === 's' && before.entry.sense !== 'read')
  );
}

/** "(or update)", "(and deletes)". */
const isBracketedTurn = (from: Clause, at: number) =>
  after(from, at, 'conjunction') !== undefined && /[([]/.test(from.words[at]?.gap ?? '');

/** The verb and those joined to it, in order. */
export function verbsOf(from: Clause, head: Placed<VerbEntry>): Placed<VerbEntry>[] {
  const found = [head];
  const inside = bracketed(from);
  for (let at = head.hit.last + 1; at < from.words.length; at++) {
    const isAside = inside.has(at) && !inside.has(head.hit.first) && !isBracketedTurn(from, at);
    if (isAside) continue;
    const verb = joinedVerb(from, at, found.at(-1) ?? head);
    if (verb === undefined) continue;
    found.push(verb);
    at = verb.hit.last;
  }
  return found;
}
