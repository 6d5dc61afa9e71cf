import { type Clause, isDeterminer, type Placed, STEP, skipFrames } from './clause.ts';
import type { VerbEntry } from './entry.ts';
import { GRAVE } from './grave-verb.ts';
import type { Hit } from './hit.ts';
import { bracketed } from './joined-verbs.ts';
import { toldThing } from './told-thing.ts';
import { isNegated, verbAt } from './verb-at.ts';

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
const MAX_INSTRUMENT = 12;

/** "Call this interface as a user to …": the tool itself is what is called. */
const isCallOfThis = ({ words: found }: Clause, { entry, hit }: Placed<VerbEntry>) =>
  /^(?:call|invoke)$/.test(entry.lemma) && /^(?:this|the)$/.test(found[hit.last + 1]?.text ?? '');

/** Whoever may do something with a tool does it by calling the tool: "allow VIP users to list tides", "allows to list tides"; not a thing "that allows" it. */
const CALLER =
  /^(?:you|users?|clients?|agents?|assistants?|ai|llms?|models?|developers|traders|merchants|customers|callers|applications|apps|members)$/;
const MAX_CALLER = 4;
function allowedTo(from: Clause, { hit, entry }: Placed<VerbEntry>): Placed<VerbEntry> | undefined {
  const near = from.words.slice(hit.last + 1, hit.last + 2 + MAX_CALLER);
  const at = near.findIndex(({ text }) => text === 'to');
  const isLet = at === 0 ? entry.form === 's' && !isToldOf(from, hit) : CALLER.test(near[at - 1]?.text ?? '');
  const verb = isLet ? verbAt(from, hit.last + 2 + at) : undefined;
  return verb?.entry.form === 'base' ? verb : undefined;
}
const isToldOf = ({ words: found }: Clause, { first }: Hit) =>
  /^(?:that|which)$/.test(found[first - 1]?.text ?? '');

/** "Marks API allows users to list the marks": behind the noun for the tool itself, what it is for. */
function grantedBy(from: Clause): Placed<VerbEntry> | undefined {
  const at = from.words.findIndex(
    ({ text }, i) => i > 0 && GRANTS.test(text) && ITSELF.test(from.words[i - 1]?.text ?? ''),
  );
  const verb = at === -1 ? undefined : verbAt(from, at);
  return verb === undefined ? undefined : allowedTo(from, verb);
}
const GRANTS = /^(?:allows|enables|lets|permits|helps)$/;
const ITSELF = /^(?:api|endpoint|tool|function|method|interface|service|feature)$/;

function introduced(from: Clause, leading: Placed<VerbEntry>): Placed<VerbEntry> {
  if (EMPLOYING.has(leading.entry.lemma) || isCallOfThis(from, leading))
    return employedFor(from, leading) ?? leading;
  if (!INTRODUCING.has(leading.entry.lemma)) return leading;
  const next = verbAt(from, leading.hit.last + 1);
  return next?.entry.form === 'ing' ? next : (allowedTo(from, leading) ?? leading);
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

/** "Incrementally remove crates", "deterministically find berths": how it is done. */
const isAdverb = (from: Clause, at: number) =>
  ADVERB.test(from.words[at]?.text ?? '') && verbAt(from, at) === undefined;
const ADVERB = /^(?!hour|dai|week|month|quarter|year|ear|on|fami|assemb|friend)[a-z]{3,}ly$/;

/** Where the sentence's own verb stands: after its frames, else (in a noun phrase) nowhere sure. */
function leadingVerb(from: Clause): Placed<VerbEntry> | undefined {
  const labelled = verbBehind(from, isBehindLabel) ?? (from.isPath ? verbBehind(from, isStep) : undefined);
  if (labelled !== undefined) return introduced(from, labelled);
  const framed = skipFrames(from, 0);
  const leading = verbAt(from, 0);
  if (leading !== undefined && (framed === 0 || leading.hit.last + 1 >= framed))
    return introduced(from, leading);
  const head = verbAt(from, isAdverb(from, framed) ? framed + 1 : framed);
  return head === undefined ? undefined : introduced(from, head);
}

/** A sentence's verb; `isLoose` where it was picked out of a noun phrase. */
export interface HeadVerb {
  verb: Placed<VerbEntry>;
  isLoose: boolean;
}

/** Where the sentence's own verb stands: after its frames, or (in a noun phrase) the first word that is only a verb. */
export function headVerb(from: Clause): HeadVerb | undefined {
  const leading = markedVerb(from) ?? grantedBy(from) ?? closingVerb(from) ?? leadingVerb(from);
  if (leading !== undefined) return { verb: leading, isLoose: false };
  const labelled = labelledVerb(from);
  if (labelled !== undefined) return { verb: labelled, isLoose: isTold(from, labelled) };
  const main = mainClauseVerb(from);
  if (main !== undefined) return { verb: main, isLoose: false };
  const loose = looseVerb(from);
  const told = loose === undefined || !GRAVE.has(loose.entry.sense) ? toldThing(from) : undefined;
  if (told !== undefined) return { verb: told, isLoose: false };
  return loose === undefined
    ? undefined
    : { verb: introduced(from, loose), isLoose: !isPredicate(from, loose) };
}

/** "State of the yard: open crates": what a label announces is as often a list of things. */
const isTold = (from: Clause, verb: Placed<VerbEntry>) =>
  verb.entry.sense !== 'read' && verb.entry.sense !== 'compute' && isNounLike(from, verb);

/** Without an article behind it; "links" besides without any object ("links to other registers"). */
export function isNounLike(from: Clause, { hit, entry }: Placed<VerbEntry>): boolean {
  if (!entry.noun || hit.first !== hit.last) return false;
  const next = hit.last + 1;
  return entry.form === 'base'
    ? !isDeterminer(from, next)
    : entry.form === 's' && from.words[next]?.text === 'to';
}

/** An infinitive at the end of what is said first, with its object before it: "Verbindung und Token prüfen". */
function closingVerb(from: Clause): Placed<VerbEntry> | undefined {
  if (from.vocabulary.lexicon.capitalNouns !== true) return undefined;
  const first = verbAt(from, skipFrames(from, 0));
  if (first !== undefined && first.entry.isNominal !== true && first.entry.form !== 'base') return undefined;
  const end = from.words.findIndex(({ gap }, at) => at > 0 && CLAUSE_END.test(gap));
  const verb = verbAt(from, (end === -1 ? from.words.length : end) - 1);
  return verb === undefined || verb.hit.first === 0 || verb.entry.form !== 'base'
    ? undefined
    : { ...verb, entry: { ...verb.entry, isNominal: true, noun: false } };
}
const CLAUSE_END = /[.,;:()–—]/;

/** A nominal names the act itself, unless it only comes with another noun; "executes" behind a subject ("the desk executes …") is nothing but a verb. */
const isPredicate = (from: Clause, { entry: { isNominal, noun, form }, hit }: Placed<VerbEntry>) =>
  isNominal === true
    ? !isAddition(from, hit.first) && !isListedNoun(from, hit.first)
    : form === 's' && !noun && isBehindSubject(from, hit.first);

/** "Opens, clicks, bounces": behind a comma, a conjunction or a slash one more of what is listed. */
const isBehindSubject = (from: Clause, at: number) =>
  at === 0 ||
  (/^\s+$/.test(from.words[at]?.gap ?? '') &&
    !from.hits.some(
      ({ last, entries }) => last === at - 1 && entries.some(({ kind }) => kind === 'conjunction'),
    ));

/** "Uptime, memory, persistence status": among what is listed behind a comma. */
const isListedNoun = ({ words: found }: Clause, at: number) => /,\s+$/.test(found[at]?.gap ?? '');

/** "A ledger with weekly removal": what is named behind a "with" is one of its properties. */
const isAddition = (from: Clause, at: number) =>
  from.words.slice(skipFrames(from, 0), at).some(({ text }) => text === 'with');

/** "This tool is scheduled for removal" tells what becomes of the tool. */
const isForeseen = (from: Clause, at: number) =>
  /\b(?:scheduled|due|up|planned) for $/i.test(from.source.text.slice(0, from.words[at]?.start));

function looseVerb(from: Clause): Placed<VerbEntry> | undefined {
  const framed = skipFrames(from, 0);
  const inside = bracketed(from);
  const rest = from.words
    .map((_, at) => (at < framed || inside.has(at) ? undefined : verbAt(from, at)))
    .filter((verb) => verb !== undefined)
    .filter((verb) => !isTiming(from, verb) && !isTitle(from, verb));
  return (
    rest.find(({ entry, hit }) => !entry.noun && !isNegated(from, hit.first)) ??
    rest.find(
      ({ entry, hit }) =>
        entry.isNominal === true && !isNegated(from, hit.first) && !isForeseen(from, hit.first),
    ) ??
    rest.find(({ entry, hit }) => isSaid(from, hit, entry) && !isNegated(from, hit.first))
  );
}

/** "A list to look at before hauling crates": when it is of use, not what it does. */
const isTiming = (from: Clause, { hit, entry }: Placed<VerbEntry>) =>
  entry.form === 'ing' && /^(?:before|after)$/.test(from.words[hit.first - 1]?.text ?? '');

/** "The Drop Ledger API lets …": behind the article that it begins with stands what something is called. */
const isTitle = ({ words: found }: Clause, { hit, entry }: Placed<VerbEntry>) =>
  hit.first === 1 &&
  entry.form === 'base' &&
  entry.isNominal !== true &&
  /^(?:the|an)$/.test(found[0]?.text ?? '');

/** A word that may be a noun is a verb where its form or its object says so. */
const isSaid = (from: Clause, { last }: Hit, { form }: VerbEntry) =>
  form === 'ing' || isDeterminer(from, last + 1);

/** The verb after a label that ends in a colon, a bar or a dash ("INBOUND graph: find …", "Tide desk – find …"). */
function labelledVerb(from: Clause): Placed<VerbEntry> | undefined {
  return from.words
    .map((word, at) =>
      /(?:[:|]|\s[-–—])\s*$/.test(word.gap) ? verbAt(from, skipFrames(from, at)) : undefined,
    )
    .find((verb) => verb !== undefined);
}

/** "WRITE: scale a yard", "READ — list the crates": a mark of the kind of tool, with its own verb behind it. */
function markedVerb(from: Clause): Placed<VerbEntry> | undefined {
  const mark = verbAt(from, 0);
  if (mark === undefined || GRAVE.has(mark.entry.sense)) return undefined;
  const isMark = MARK.test(from.source.text.slice(from.words[0]?.start));
  return isMark ? verbAt(from, skipFrames(from, 1)) : undefined;
}
const MARK = /^[A-Z]{4,}\s*[:—–]\s/;

const isStep = ({ words: found }: Clause, at: number) => found[at]?.gap === STEP;

/** The verb of the last word for which this holds. */
const verbBehind = (from: Clause, isLabelled: (from: Clause, at: number) => boolean) =>
  from.words
    .map((_, at) => (at > 0 && isLabelled(from, at) ? verbAt(from, skipFrames(from, at)) : undefined))
    .findLast((verb) => verb !== undefined);

/** The first word behind a label in brackets or in bold: "[Yard] find …", "**NEW** find …". */
const isBehindLabel = ({ source, words: found }: Clause, at: number) =>
  /(?:\]|\*\*)\s*$/.test(found[at]?.gap ?? '') && LABEL.test(source.text.slice(0, found[at]?.start));
const LABEL = /^[^\p{L}[*]*(?:\[[^[\]]*\]|\*\*[^*]{1,40}\*\*)\s*$/u;
