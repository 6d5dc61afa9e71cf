import type { ObjectSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from './act.ts';
import { cite, type Field } from './field.ts';
import { findHits, type Hit } from './hit.ts';
import type { Entry, Vocabulary } from './vocabulary.ts';
import { type Word, words } from './word.ts';

type VerbEntry = Extract<Entry, { kind: 'verb' }>;
type Placed<E extends Entry> = { entry: E; hit: Hit };

/** Longest noun phrase read as a verb's object, in words. */
const MAX_OBJECT = 9;
const DETERMINERS = new Set([
  'the',
  'a',
  'an',
  'its',
  'their',
  'it',
  'them',
  'all',
  'your',
  'this',
  'these',
  'new',
  'existing',
  'one',
  'any',
  'specific',
]);

/** A sentence is read this far, in words. */
const MAX_WORDS = 120;

interface Clause {
  source: Field;
  words: Word[];
  hits: Hit[];
  /** The hits that begin at each word. */
  starting: ReadonlyMap<number, readonly Hit[]>;
}

export function clause(source: Field, vocabulary: Vocabulary, range: { start: number; end: number }): Clause {
  const found = words(source.text.slice(range.start, range.end))
    .slice(0, MAX_WORDS)
    .map((word) => ({ ...word, start: word.start + range.start, end: word.end + range.start }));
  const hits = findHits(vocabulary, found);
  return { source, words: found, hits, starting: Map.groupBy(hits, ({ first }) => first) };
}

const isVerb = (entry: Entry): entry is VerbEntry => entry.kind === 'verb';

function verbAt({ starting, words: found }: Clause, at: number): Placed<VerbEntry> | undefined {
  if (found[at]?.code === true) return undefined;
  for (const hit of starting.get(at) ?? []) {
    const entry = hit.entries.find(isVerb);
    if (entry === undefined || isCompound(found, hit) || isMatter(found, hit)) continue;
    if (!isNamed(found, hit, entry)) return { entry, hit };
  }
  return undefined;
}

/** Prefixes that leave a verb a verb: "re-run", "auto-update". */
const PREFIX = /^(?:re|un|auto|hard|soft|batch|bulk|mass|force|pre|co|de|cross|multi|self)$/;

/** A half of "trigger-based", "read-only" or "full-text" is no verb. */
const isCompound = (found: readonly Word[], { first, last }: Hit) =>
  found[last + 1]?.gap === '-' || (found[first]?.gap === '-' && !PREFIX.test(found[first - 1]?.text ?? ''));

/** "Funding rates", "shipping costs": the name of a matter, unless something is done to a thing that is pointed at. */
const MATTER =
  /^(?:shipping|trading|billing|spending|lending|booking|training|building|rating|pricing|setting|mining|streaming|funding|staking|testing|marketing|hosting|opening|closing|running|borrowing|signing)$/;
const LINK = /^(?:to|for|from|with|in|on|at|by)$/;

function isMatter(found: readonly Word[], { first, last }: Hit): boolean {
  if (found[first]?.text === 'news') return true;
  const next = found[last + 1]?.text ?? '';
  return (
    first === last && MATTER.test(found[first]?.text ?? '') && !DETERMINERS.has(next) && !LINK.test(next)
  );
}

/** What is known about a matter: "payout schedule", "refund policy". */
const RECORD =
  /^(?:schedules?|policy|policies|history|status|statuses|info|information|details|rates?|reports?|logs?|stats|statistics|types?|levels?|limits?|rules|methods|overview|summary|data|amounts?|departures|times|volumes?|yields?|results?)$/;
/** Verbs that have such a record for their object: "update status", "list details". */
const TELLING: ReadonlySet<VerbEntry['sense']> = new Set<VerbEntry['sense']>([
  'alter',
  'compute',
  'configure',
  'create',
  'manage',
  'publish',
  'read',
  'reset',
  'save',
  'send',
  'store',
]);

/** "Blame of a file", "payout schedule": a noun with its complement, or before another. */
function isNamed(
  found: readonly Word[],
  { last }: Hit,
  { noun, isNominal, form, sense }: VerbEntry,
): boolean {
  if (!noun || isNominal === true || form === 'ing') return false;
  const next = found[last + 1]?.text ?? '';
  return next === 'of' || (form === 'base' && RECORD.test(next) && !TELLING.has(sense));
}

const isCapital = (from: Clause, at: number) =>
  /^[A-Z]{2,}/.test(from.source.text.slice(from.words[at]?.start, from.words[at]?.end));

const after = ({ starting }: Clause, at: number, kind: Entry['kind']): number | undefined => {
  const found = starting.get(at)?.find(({ entries }) => entries.some((entry) => entry.kind === kind));
  return found === undefined ? undefined : found.last + 1;
};

function skipFrames(from: Clause, at: number): number {
  for (let next = after(from, at, 'frame'); next !== undefined; next = after(from, at, 'frame')) at = next;
  return at;
}

/** Where the sentence's own verb stands: after its frames, or (in a noun phrase) the first word that is only a verb. */
function headVerb(from: Clause): Placed<VerbEntry> | undefined {
  const framed = skipFrames(from, 0);
  const leading = verbAt(from, 0);
  if (leading !== undefined && (framed === 0 || leading.hit.last + 1 >= framed)) return leading;
  const head = verbAt(from, framed) ?? labelledVerb(from);
  if (head !== undefined) return head;
  const rest = from.words
    .map((_, at) => (at < framed ? undefined : verbAt(from, at)))
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

function isNegated({ hits }: Clause, at: number): boolean {
  return hits.some(
    (hit) => hit.last < at && hit.last >= at - 2 && hit.entries.some((entry) => entry.kind === 'negation'),
  );
}

const isListComma = (word: Word | undefined) => word !== undefined && /^\s*[,/、;&|+]\s*$/.test(word.gap);

/** A verb that a conjunction, comma or slash joins to the one before it, in the same form. */
function joinedVerb(from: Clause, at: number, before: Placed<VerbEntry>): Placed<VerbEntry> | undefined {
  const comma = isListComma(from.words[at]);
  const conjoined = after(from, at, 'conjunction');
  const next = conjoined ?? (comma ? at : undefined);
  if (next === undefined) return undefined;
  const verb = verbAt(from, skipFrames(from, next)) ?? verbAt(from, next);
  if (verb === undefined || verb.entry.form !== before.entry.form || isNegated(from, verb.hit.first))
    return undefined;
  if (isCapital(from, verb.hit.first) && !isCapital(from, before.hit.first)) return undefined;
  const isListed = comma && conjoined !== undefined && before.entry.sense !== 'read';
  const isSure = !verb.entry.noun || before.hit.last + 1 === at || isListed;
  return isSure || isVerbLike(from, verb, before) ? verb : undefined;
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

function verbsOf(from: Clause, head: Placed<VerbEntry>): Placed<VerbEntry>[] {
  const found = [head];
  for (let at = head.hit.last + 1; at < from.words.length; at++) {
    const verb = joinedVerb(from, at, found.at(-1) ?? head);
    if (verb === undefined) continue;
    found.push(verb);
    at = verb.hit.last;
  }
  return found;
}

const objectSenses = (hits: readonly Hit[], first: number, end: number): Set<ObjectSense> =>
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

/** The end of the noun phrase that begins at `first`: a preposition, a bracket, the next verb. */
function objectEnd(from: Clause, first: number, limit: number): number {
  for (let at = first; at < limit; at++) {
    const gap = from.words[at]?.gap ?? '';
    if (isInside(from, at)) continue;
    if (at > first && (after(from, at, 'preposition') !== undefined || /[()[\]:;—–]|\.\s|\s-\s/.test(gap)))
      return at;
  }
  return limit;
}

const ENDS_NOUN = new Set(['of', 'returning', 'including', 'showing', 'then', 'so', 'called', 'named']);

/** Senses of the noun that ends the first noun phrase, and of the one that follows its "of". */
function headSenses(from: Clause, first: number, end: number): Set<ObjectSense> {
  const isEnd = (at: number) =>
    at > first &&
    (/[,;:()]/.test(from.words[at]?.gap ?? '') ||
      after(from, at, 'conjunction') !== undefined ||
      ENDS_NOUN.has(from.words[at]?.text ?? ''));
  let stop = first;
  while (stop < end && !isEnd(stop)) stop++;
  const own = from.hits.filter(({ first: start, last }) => start >= first && last === stop - 1);
  const senses = own.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.kind === 'object' ? [entry.sense] : [])),
  );
  const isOf = stop < end && from.words[stop]?.text === 'of';
  return new Set([...senses, ...(isOf ? headSenses(from, stop + 1, end) : [])]);
}

/** The last word before `end` that is not left over from joining the next verb ("and", "or permanently"). */
function lastOfPhrase(from: Clause, verb: number, end: number): number {
  let last = Math.max(verb, end - 1);
  while (
    last > verb &&
    (after(from, last, 'conjunction') !== undefined || after(from, last, 'frame') !== undefined)
  )
    last--;
  return last;
}

/** Where the noun phrase begins that ends in the nominal at `end`: "shell command execution". */
function phraseStart(from: Clause, end: number): number {
  let start = end;
  while (start > 0 && isSamePhrase(from, start)) start--;
  return skipFrames(from, start) > end ? end : skipFrames(from, start);
}

const isSamePhrase = (from: Clause, at: number) =>
  /^[\s\-/]*$/.test(from.words[at]?.gap ?? '') &&
  after(from, at - 1, 'preposition') === undefined &&
  after(from, at - 1, 'conjunction') === undefined;

/** What "perform", "carry out" or "do" is said of: the act is the noun's ("perform a removal of rows"). */
function doneBy(
  from: Clause,
  { entry }: Placed<VerbEntry>,
  { first, end }: { first: number; end: number },
): VerbEntry | undefined {
  if (entry.sense !== 'do') return undefined;
  const named = from.hits.findLast(
    (hit) =>
      hit.first >= first && hit.last < end && hit.entries.some((one) => one.kind === 'verb' && isAct(one)),
  );
  return named?.entries.find(isVerb);
}

/** Doing a search or a check is reading; it is said of nothing else that a noun like them names. */
const isAct = ({ isNominal, noun, sense, form }: VerbEntry) =>
  isNominal === true || (noun && form === 'base' && ACTS.has(sense));
const ACTS: ReadonlySet<VerbEntry['sense']> = new Set<VerbEntry['sense']>([
  'borrow',
  'delete',
  'deploy',
  'merge',
  'pay',
  'purchase',
  'reset',
  'rollback',
  'start',
  'stop',
  'trade',
  'transfer',
  'withdraw',
]);

function act(from: Clause, verb: Placed<VerbEntry>, limit: number): Act {
  const first = verb.hit.last + 1;
  const skipped = after(from, first, 'preposition') !== undefined ? first + 1 : first;
  const end = Math.min(objectEnd(from, skipped, Math.min(limit, from.words.length)), skipped + MAX_OBJECT);
  const lastWord = from.words[lastOfPhrase(from, verb.hit.last, Math.min(end, from.words.length))];
  const { entry, hit } = verb;
  const start = entry.isNominal === true ? phraseStart(from, hit.first) : hit.first;
  const before = objectSenses(from.hits, start, hit.first);
  const objects = objectSenses(from.hits, first, end);
  const named = doneBy(from, verb, { first, end });
  return {
    verb: named?.sense ?? entry.sense,
    lemma: named?.lemma ?? entry.lemma,
    source: 'prose',
    objects: new Set([...before, ...objects]),
    head: before.size > 0 ? before : headSenses(from, skipped, end),
    context: objectSenses(from.hits, end, limit),
    rest: from.words
      .slice(end, limit)
      .map(({ text }) => text)
      .join(' '),
    span: cite(from.source, from.words[start]?.start ?? hit.start, lastWord?.end ?? hit.end, entry.gloss),
  };
}

/** Verbs of a list ("create, update or delete a page") share the object that stands after the last of them. */
function shareObjects(acts: readonly Act[]): Act[] {
  return acts.map((one, i) => {
    const next = acts.slice(i).find((other) => other.objects.size > 0);
    return one.objects.size > 0 || next === undefined
      ? one
      : { ...one, objects: next.objects, head: next.head, context: next.context, rest: next.rest };
  });
}

/** What one sentence of a verb-first language says the tool does, in order; empty when it holds no verb. */
export function clauseActs(from: Clause): Act[] {
  const head = headVerb(from);
  if (head === undefined) return [];
  const verbs = verbsOf(from, head);
  return shareObjects(verbs.map((verb, i) => act(from, verb, verbs[i + 1]?.hit.first ?? from.words.length)));
}
