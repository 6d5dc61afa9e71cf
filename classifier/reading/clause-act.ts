import type { ObjectSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from './act.ts';
import { after, type Clause, isArticle, type Placed, skipFrames } from './clause.ts';
import { isVerb, type VerbEntry } from './entry.ts';
import { cite } from './field.ts';
import { DEALING, PAYING } from './grave-verb.ts';
import type { Hit } from './hit.ts';
import { verbsOf } from './joined-verbs.ts';
import { headVerb, isNounLike } from './main-verb.ts';
import { verbAt } from './verb-at.ts';
import { headSenses, lastOfPhrase, objectEnd, objectSenses } from './verb-object.ts';
import { isRecord } from './verb-or-noun.ts';

/** Longest noun phrase read as a verb's object, in words. */
const MAX_OBJECT = 9;

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
  if (entry.sense !== 'do' || isMeans(entry) || headSenses(from, first, end).has('inspection'))
    return undefined;
  const said = from.hits.filter((hit) => hit.first >= first && hit.last < end && hit.entries.some(isVerb));
  const named = said.findLast(
    (hit) =>
      hit.entries.some((one) => isVerb(one) && (isAct(one) || hit.last > hit.first)) &&
      !isBeforeNoun(from, hit) &&
      !said.some((other) => other.first < hit.first && other.last >= hit.last),
  );
  return named?.entries.find(isVerb);
}

/** "A summary using refund amounts": what something is made out of. */
const isMeans = ({ lemma, form }: VerbEntry) => form === 'ing' && /^(?:use|utili[sz]e)$/.test(lemma);

/** "Perform a build check": what is done is the check. */
const isBeforeNoun = ({ words: found, starting }: Clause, { last }: Hit) =>
  /^\s+$/.test(found[last + 1]?.gap ?? '') &&
  (isRecord(found[last + 1]?.text ?? '') ||
    (starting.get(last + 1) ?? []).some(({ entries }) =>
      entries.some((entry) => entry.kind === 'object' && entry.sense === 'inspection'),
    ));

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

/** The noun before a nominal, else the verb's own object, else the one within the verb's phrase ("cancel order"). */
const headOf = (...senses: ReadonlySet<ObjectSense>[]) =>
  senses.find(({ size }) => size > 0) ?? new Set<ObjectSense>();

/** What follows tells about an object that was named already. */
const RELATIVE = new Set(['that', 'which', 'who', 'where', 'when', 'if', 'whose']);

/** Rules know verbs by their English words. */
const lemmaOf = ({ gloss, lemma }: VerbEntry) => gloss ?? lemma;

/** "Amend (modify) an order": brackets between a verb and its object only explain the verb. */
function beyondAside({ words: found }: Clause, at: number): number {
  if (!/^\s\($/.test(found[at]?.gap ?? '')) return at;
  const end = found.findIndex(({ gap }, i) => i > at && /[()]/.test(gap));
  return end !== -1 && end - at <= MAX_ASIDE && found[end]?.gap === ') ' ? end : at;
}
const MAX_ASIDE = 4;

function act(from: Clause, verb: Placed<VerbEntry>, limit: number): Act {
  const first = beyondAside(from, verb.hit.last + 1);
  const inside = objectSenses(from.hits, verb.hit.first + 1, first);
  const isLinked = after(from, first, 'preposition') !== undefined;
  const isOver = inside.size > 0 && RELATIVE.has(from.words[first]?.text ?? '');
  const skipped = isLinked && !isOver ? first + 1 : first;
  const furthest = Math.min(
    objectEnd(from, verb, skipped, Math.min(limit, from.words.length)),
    skipped + MAX_OBJECT,
  );
  const end = isOver ? first : furthest;
  const lastWord = from.words[lastOfPhrase(from, verb.hit.last, Math.min(end, from.words.length))];
  const { entry, hit } = verb;
  const start = entry.isNominal === true ? phraseStart(from, hit.first) : hit.first;
  const before = objectSenses(from.hits, start, hit.first);
  const objects = new Set([...inside, ...objectSenses(from.hits, first, end)]);
  const named = doneBy(from, verb, { first, end });
  return {
    verb: named?.sense ?? entry.sense,
    lemma: lemmaOf(named ?? entry),
    source: 'prose',
    objects: new Set([...before, ...objects]),
    head: headOf(before, headSenses(from, skipped, end), inside),
    context: objectSenses(from.hits, end, limit),
    rest: from.words
      .slice(beyondAside(from, end), limit)
      .map(({ text }) => text)
      .join(' '),
    span: cite(from.source, from.words[start]?.start ?? hit.start, lastWord?.end ?? hit.end, entry.gloss),
    said: from.source.text.slice(from.words[start]?.start ?? hit.start, lastWord?.end ?? hit.end),
    stated: 'plainly',
  };
}

/** "Use `find_tides` instead", "call begin_haul first": advice about another tool, named in code. */
function isAboutAnother(from: Clause, { hit, entry }: Placed<VerbEntry>): boolean {
  if (!USING.has(entry.lemma)) return false;
  const [next, then] = from.words.slice(hit.last + 1);
  if (entry.lemma === 'call' && (next === undefined || INTRANSITIVE.test(next.text))) return true;
  if (entry.lemma !== 'use' && next?.text === 'this' && INTRANSITIVE.test(then?.text ?? '')) return true;
  if (entry.lemma === 'wrap' && next !== undefined && /`/.test(next.gap)) return true;
  return next?.code === true || (/^(?:this|the)$/.test(next?.text ?? '') && then?.text === 'tool');
}
/** "Call to check …", "call this before a haul": when this tool is called. */
const INTRANSITIVE = /^(?:to|when|before|after|first|once|if|only|again|it)$/;
const USING = new Set(['call', 'use', 'run', 'invoke', 'prefer', 'wrap']);

/** "Trigger a push to collect a payment", "run a job to purge rows": what it is started for is done. */
function purposeOf(from: Clause, verb: Placed<VerbEntry> | undefined): Placed<VerbEntry> | undefined {
  if (verb === undefined || (!STARTING.has(verb.entry.sense) && !REQUESTING.has(verb.entry.lemma)))
    return undefined;
  const at = from.words.findIndex(({ text }, i) => text === 'to' && i > verb.hit.last);
  const next = at === -1 ? undefined : verbAt(from, at + 1);
  return next?.entry.form === 'base' && AIMS.has(next.entry.sense) ? next : undefined;
}
const STARTING: ReadonlySet<VerbEntry['sense']> = new Set<VerbEntry['sense']>(['call', 'do', 'run', 'start']);
const REQUESTING = new Set(['initiate', 'request', 'submit', 'issue']);
/** What somebody would start a call for, and not say so. */
const AIMS: ReadonlySet<VerbEntry['sense']> = new Set<VerbEntry['sense']>(['delete', 'destroy', ...PAYING]);

/** "Enter a raffle by buying tickets", "leave the desk by pressing a key": the means is done too. */
function meansOf(from: Clause, verb: Placed<VerbEntry> | undefined): Placed<VerbEntry> | undefined {
  if (verb === undefined || LOOKING.has(verb.entry.sense)) return undefined;
  const at = from.words.findIndex(({ text }, i) => text === 'by' && i > verb.hit.last);
  const next = at === -1 ? undefined : verbAt(from, at + 1);
  return next?.entry.form === 'ing' && (DEALING.has(next.entry.sense) || next.entry.sense === 'actuate')
    ? next
    : undefined;
}
const LOOKING: ReadonlySet<VerbEntry['sense']> = new Set<VerbEntry['sense']>(['compute', 'read']);

/** "Close the vault and …": its object is only not known by any list. */
function hasOwnNoun({ vocabulary }: Clause, { said, lemma }: Act): boolean {
  const isGlossed = vocabulary.lexicon.language !== 'en';
  const own = said.split(/\s+/).slice(isGlossed ? 1 : lemma.split(' ').length);
  return own.some((word) => !isArticle(vocabulary, word.toLowerCase()));
}

/** Verbs of a list ("create, update or delete a page") share the object that stands after the last of them. */
function shareObjects(from: Clause, acts: readonly Act[]): Act[] {
  return acts.map((one, i) => {
    const next = acts.slice(i).find((other) => other.objects.size > 0);
    return one.objects.size > 0 || next === undefined || hasOwnNoun(from, one)
      ? one
      : { ...one, objects: next.objects, head: next.head, context: next.context, rest: next.rest };
  });
}

/** "Detach a volume and wipe it": the pronoun means what the verb before it acts on. */
const PRONOUN = /\s(?:it|them|these|those)$/i;
function resolvePronouns(acts: readonly Act[]): Act[] {
  const resolved: Act[] = [];
  for (const one of acts) {
    const before = resolved.at(-1);
    const isMeant = before !== undefined && one.objects.size === 0 && PRONOUN.test(one.said);
    resolved.push(isMeant ? { ...one, objects: before.objects, head: before.head } : one);
  }
  return resolved;
}

/** What one sentence of a verb-first language says the tool does, in order; empty when it holds no verb. */
export function clauseActs(from: Clause): Act[] {
  const head = headVerb(from);
  if (head === undefined) return [];
  const verbs = verbsOf(from, head.verb).filter((verb) => !isAboutAnother(from, verb));
  const hanging = purposeOf(from, verbs.at(-1)) ?? meansOf(from, verbs.at(-1));
  if (hanging !== undefined) verbs.push(hanging);
  const acts = verbs.map((verb, i) => act(from, verb, verbs[i + 1]?.hit.first ?? from.words.length));
  const stated = head.isLoose ? 'loosely' : isNounLike(from, head.verb) ? 'like-a-noun' : 'plainly';
  return shareObjects(
    from,
    resolvePronouns(acts).map((one) => ({ ...one, stated })),
  );
}
