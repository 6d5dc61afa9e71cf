import type { VerbEntry } from './entry.ts';
import { PAYING } from './grave-verb.ts';
import type { Hit } from './hit.ts';
import type { Word } from './word.ts';

export const DETERMINERS = new Set([
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

/** Prefixes that leave a verb a verb: "re-run", "auto-update". */
const PREFIX = /^(?:re|un|auto|hard|soft|batch|bulk|mass|force|pre|co|de|cross|multi|self)$/;

/** A half of "trigger-based", "read-only" or "full-text" is no verb. */
const isCompound = (found: readonly Word[], { first, last }: Hit) =>
  found[last + 1]?.gap === '-' || (found[first]?.gap === '-' && !PREFIX.test(found[first - 1]?.text ?? ''));

/** "Funding rates", "shipping costs": the name of a matter, unless something is done to a thing that is pointed at. */
const MATTER =
  /^(?:shipping|trading|billing|spending|lending|booking|training|building|rating|pricing|setting|mining|streaming|funding|staking|testing|marketing|hosting|opening|closing|running|borrowing|signing)$/;
export const LINK = /^(?:to|for|from|with|in|on|at|by)$/;

function isMatter(found: readonly Word[], { first, last }: Hit): boolean {
  if (found[first]?.text === 'news') return true;
  const next = found[last + 1]?.text ?? '';
  return (
    first === last && MATTER.test(found[first]?.text ?? '') && !DETERMINERS.has(next) && !LINK.test(next)
  );
}

/** What is known about a matter: "payout schedule", "refund policy". */
const RECORD =
  /^(?:schedules?|policy|policies|history|status|statuses|info|information|details|rates?|reports?|logs?|stats|statistics|types?|levels?|limits?|rules|methods|overview|summary|data|amounts?|departures|times|fees|costs|volumes?|yields?|results?|counts?|totals?|windows?|dates?|volume|checks?|checker|candidates?|advice|eligibility|failures?)$/;
export const isRecord = (word: string) => RECORD.test(word);
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
  const next = found[last + 1]?.text ?? '';
  if (isNominal === true) return RECORD.test(next) && !TELLING.has(sense);
  if (!noun || form === 'ing') return false;
  return next === 'of' || (form === 'base' && RECORD.test(next) && !TELLING.has(sense));
}

/** "Buying power", "sell signals": what is known of a market. */
const MEASURE =
  /^(?:power|signals?|pressure|ratios?|interest|side|volumes?|prices?|pricing|rates?|walls?|zones?|eligibility|address|addresses)$/;
const isMeasured = (found: readonly Word[], { last }: Hit, { sense }: VerbEntry) =>
  PAYING.has(sense) && MEASURE.test(found[last + 1]?.text ?? '');

/** "Open issues of a project": an adjective or a noun before a plural that belongs to something. */
const ATTRIBUTE =
  /^(?:log|open|mark|issue|index|trade|record|release|book|stake|post|label|charge|credit|bid|price|rate|claim|note|process|position|contact|order)$/;
const isAttribute = (found: readonly Word[], { first, last }: Hit) =>
  isStillOpen(found, first) ||
  (first === last &&
    ATTRIBUTE.test(found[first]?.text ?? '') &&
    /[^s]s$/.test(found[last + 1]?.text ?? '') &&
    found[last + 2]?.text === 'of');

/** "State of the yard: open crates": behind a colon a list of things begins. */
const isStillOpen = (found: readonly Word[], at: number) =>
  at > 0 &&
  found[at]?.text === 'open' &&
  /:\s*$/.test(found[at]?.gap ?? '') &&
  !DETERMINERS.has(found[at + 1]?.text ?? '');

/** "The following desks", "a running total": between an article and its noun it tells of the noun. */
const isBetween = (found: readonly Word[], { first, last }: Hit, { form, isNominal }: VerbEntry) =>
  form === 'ing' &&
  isNominal !== true &&
  /^(?:the|an?|its|their|your)$/.test(found[first - 1]?.text ?? '') &&
  /^\s+$/.test(found[last + 1]?.gap ?? '') &&
  !/^(?:of|and|or)$/.test(found[last + 1]?.text ?? '');

/** "Change history of a desk": what happened is looked at; nobody makes or changes it. */
const PAST = /^(?:history|histories|timeline|trail)$/;
const MAKING: ReadonlySet<VerbEntry['sense']> = new Set<VerbEntry['sense']>([
  'alter',
  'create',
  'publish',
  'send',
]);
const isPast = (found: readonly Word[], { last }: Hit, { noun, form, sense }: VerbEntry) =>
  noun && form === 'base' && MAKING.has(sense) && PAST.test(found[last + 1]?.text ?? '');

/** A word of the list of verbs that is none where it stands. */
export const isNoun = (found: readonly Word[], hit: Hit, entry: VerbEntry) =>
  isCompound(found, hit) ||
  isMatter(found, hit) ||
  isMeasured(found, hit, entry) ||
  isAttribute(found, hit) ||
  isNamed(found, hit, entry) ||
  isBetween(found, hit, entry) ||
  isPast(found, hit, entry);
