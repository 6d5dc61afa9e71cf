import { after, type Clause, isDeterminer, type Placed, skipFrames } from './clause.ts';
import { isVerb, type VerbEntry } from './entry.ts';
import { PAYING } from './grave-verb.ts';
import { isNegated, verbAt } from './verb-at.ts';
import { isRecord, LINK } from './verb-or-noun.ts';
import type { Word } from './word.ts';

const isCapital = (from: Clause, at: number) =>
  /^[A-Z]{2,}/.test(from.source.text.slice(from.words[at]?.start, from.words[at]?.end));

const isListComma = (word: Word | undefined) => word !== undefined && /^\s*[,/、;&|+]\s*$/.test(word.gap);

/** The words between brackets, which only explain, unless the whole sentence stands in them. */
export function bracketed({ words: found }: Clause): ReadonlySet<number> {
  const inside = new Set<number>();
  let depth = 0;
  for (const [at, { gap }] of found.entries()) {
    depth += (gap.match(/[([]/g)?.length ?? 0) - (gap.match(/[)\]]/g)?.length ?? 0);
    if (depth > 0 && at > 0) inside.add(at);
  }
  return inside.has(1) && inside.size >= found.length - 2 ? new Set() : inside;
}

/** "Force" is only said of a verb, but "force-push" is one. */
const longest = (framed: Placed<VerbEntry> | undefined, own: Placed<VerbEntry> | undefined) =>
  own !== undefined && (framed === undefined || own.hit.last >= framed.hit.last) ? own : framed;

/** A verb that a conjunction, comma or slash joins to the one before it, in the same form. */
function joinedVerb(from: Clause, at: number, before: Placed<VerbEntry>): Placed<VerbEntry> | undefined {
  const comma = isListComma(from.words[at]);
  const conjoined = after(from, at, 'conjunction');
  const next = conjoined ?? (comma ? at : undefined);
  if (next === undefined) return undefined;
  const verb = longest(verbAt(from, skipFrames(from, next)), verbAt(from, next));
  if (verb !== undefined && from.words[verb.hit.last + 1]?.text === 'no') return undefined;
  if (verb === undefined || verb.entry.form !== before.entry.form || isNegated(from, verb.hit.first))
    return undefined;
  if (isCapital(from, verb.hit.first) && !isCapital(from, before.hit.first)) return undefined;
  if (verb.entry.noun && isLeftOver(from, verb, before) && isAmongNouns(from, verb, before)) return undefined;
  const isLooking = before.entry.sense === 'read' || before.entry.sense === 'compute';
  if (isLooking && isHalfOfPair(from, verb, before)) return undefined;
  if (
    isLooking &&
    (isRecordOf(from, verb) ||
      isListedMatter(from, verb, before) ||
      isLeftOver(from, verb, before) ||
      isListedBy(from, verb, before) ||
      isSlashedNoun(from, verb, before))
  )
    return undefined;
  const isListed = comma && conjoined !== undefined && before.entry.sense !== 'read';
  const isSure = !verb.entry.noun || before.hit.last + 1 === at || isListed || isOrSet(from, at, verb);
  return isSure || isVerbLike(from, verb, before) ? verb : undefined;
}

/** "Identify buy and sell signals": one of a pair of nouns is no verb, so neither is the other. */
const isHalfOfPair = (from: Clause, { hit }: Placed<VerbEntry>, before: Placed<VerbEntry>) =>
  from.hits.some(
    ({ first, last, entries }) =>
      first > before.hit.last &&
      last === hit.first - 2 &&
      entries.some((entry) => isVerb(entry) && PAIRED.has(entry.sense)) &&
      !isDeterminer(from, hit.last + 1),
  );
const PAIRED: ReadonlySet<VerbEntry['sense']> = new Set<VerbEntry['sense']>([
  'purchase',
  'trade',
  'borrow',
  'withdraw',
]);

/** "By name, login or email": behind a "by" things are listed, unless an article shows an object. */
const isListedBy = (from: Clause, { hit }: Placed<VerbEntry>, before: Placed<VerbEntry>) =>
  from.words.slice(before.hit.last + 1, hit.first).some(({ text }) => text === 'by') &&
  !isDeterminer(from, hit.last + 1);

/** "Look up stake/redeem orders", "ratings and buy/sell advice": a slash joins it to another word, and neither is a verb there. */
const isSlashedNoun = ({ words: found }: Clause, { hit }: Placed<VerbEntry>, before: Placed<VerbEntry>) =>
  before.hit.last + 1 !== hit.first &&
  (SLASH.test(found[hit.first]?.gap ?? '') || SLASH.test(found[hit.last + 1]?.gap ?? ''));
const SLASH = /^\s*\/\s*$/;

/** "Fetches warnings, disputes, and refunds for an order": the last of many things that are looked at. */
const isListedMatter = (from: Clause, { hit, entry }: Placed<VerbEntry>, before: Placed<VerbEntry>) =>
  entry.noun &&
  PAYING.has(entry.sense) &&
  from.words.slice(before.hit.last + 1, hit.first + 1).filter(isListComma).length > 1 &&
  !isDeterminer(from, hit.last + 1);

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

/** "The position, rotation or scale": commas part what is acted on. */
const isAmongNouns = ({ words: found }: Clause, { hit }: Placed<VerbEntry>, before: Placed<VerbEntry>) =>
  found.slice(before.hit.last + 1, hit.first).some((word) => isListComma(word));

/** A noun-like word is a verb when an article follows, or its form is a verb's; after a verb of reading, things are listed ("names, types"). */
function isVerbLike(from: Clause, { hit, entry }: Placed<VerbEntry>, before: Placed<VerbEntry>): boolean {
  const next = from.words[hit.last + 1];
  if (next === undefined) return entry.sense === 'actuate';
  return (
    isDeterminer(from, hit.last + 1) ||
    (entry.sense === 'pay' && LINK.test(next.text)) ||
    (entry.form === 's' && before.entry.sense !== 'read')
  );
}

/** "Show the tide or set alarm levels": behind an "or", and before a noun, nobody has a set. */
const isOrSet = ({ words: found }: Clause, at: number, { entry, hit }: Placed<VerbEntry>) =>
  entry.lemma === 'set' &&
  entry.form === 'base' &&
  found[at]?.text === 'or' &&
  /^\s$/.test(found[hit.last + 1]?.gap ?? '') &&
  !/^(?:of|in|for|from|to|by|with|name|id|number|type|size)$/.test(found[hit.last + 1]?.text ?? '');

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
