import type { VerbEntry } from './entry.ts';
import { DEALING, LOSING } from './grave-verb.ts';
import type { Hit } from './hit.ts';
import type { Word } from './word.ts';

/** A verb among the parts of an identifier. */
export interface Verb {
  entry: VerbEntry;
  hit: Hit;
}

/** "hire_v1_crew_list": what stands before an interface's version is where it lives, and the verb comes behind. */
export function versionLength(parts: readonly Word[]): number {
  const at = parts.findIndex(({ text }, i) => text === 'v' && /^\d$/.test(parts[i + 1]?.text ?? ''));
  return at > 0 && at + 2 < parts.length ? at + 2 : 0;
}

/** The verbs among the parts of an identifier, from this part on. */
export function verbsOf(hits: readonly Hit[], from: number): Verb[] {
  return hits.flatMap((hit) => {
    const entry =
      hit.first < from ? undefined : hit.entries.find((one) => one.kind === 'verb' && one.form === 'base');
    return entry?.kind === 'verb' ? [{ entry, hit }] : [];
  });
}

/** Names that end so are noun phrases ("trade_history"), whatever verb stands in their middle. */
const RECORD = new Set([
  'history',
  'status',
  'info',
  'list',
  'details',
  'price',
  'prices',
  'report',
  'log',
  'logs',
  'stats',
  'id',
  'type',
  'types',
]);

/**
 * What a name tells of at its beginning or end ("memory_stats", "stats_by_floor") is looked at; nobody deals in these, even where such
 * a verb comes first ("trade_history", "refund_summary").
 */
export const KNOWN_OF = new Set([
  'history',
  'summary',
  'overview',
  'breakdown',
  'stats',
  'statistics',
  'status',
  'metrics',
  'analytics',
  'insights',
  'health',
  'leaderboard',
  'usage',
  'log',
  'logs',
]);

/** Verbs that only look at a loss, ask for it or take it back. */
const OVERRULING: ReadonlySet<VerbEntry['sense']> = new Set<VerbEntry['sense']>([
  'accept',
  'archive',
  'ask',
  'compute',
  'disable',
  'do',
  'enable',
  'read',
  'restore',
  'rollback',
]);
/** Of two verbs a name that ends in a loss means the last ("leave_record_delete"). */
const isFinal = ({ entry }: Verb, leading: Verb | undefined) =>
  !entry.noun && LOSING.has(entry.sense) && !(leading !== undefined && OVERRULING.has(leading.entry.sense));

/** "hire_v1_agency_query", "refund_get": named after a matter first, and then after looking at it. */
const isLookedAt = (leading: Verb, last: Verb) =>
  leading.entry.noun &&
  DEALING.has(leading.entry.sense) &&
  last.hit.first > leading.hit.last &&
  LOOKS.has(last.entry.lemma);
const LOOKS = new Set(['get', 'list', 'query', 'search', 'find', 'fetch', 'lookup']);

/** "sms_get_thread", "block_delete": the channel or the thing first, and then what is done there; "request_delete_crate" by whoever grants it. */
export const isDoneThere = (leading: Verb, { entry, hit }: Verb) =>
  leading.entry.noun &&
  !BEFORE_VERBS.has(leading.entry.lemma) &&
  hit.first === leading.hit.last + 1 &&
  (OPERATIONS.has(entry.lemma) || (leading.entry.lemma === 'request' && !entry.noun));
const OPERATIONS = new Set([
  ...LOOKS,
  'show',
  'read',
  'check',
  'count',
  'create',
  'add',
  'set',
  'update',
  'edit',
  'modify',
  'rename',
  'delete',
  'remove',
  'clear',
  'cancel',
  'mark',
  'archive',
  'send',
  'reply',
  'upload',
  'download',
  'enable',
  'disable',
  'start',
  'stop',
]);
/** Nouns, and yet a name that begins with one of these and goes on with another means the first ("filter_list_entries"). */
const BEFORE_VERBS = new Set([
  ...OPERATIONS,
  'run',
  'test',
  'insert',
  'filter',
  'schedule',
  'validate',
  'preview',
  'watch',
  'trigger',
  'copy',
  'move',
  'save',
  'open',
  'close',
  'import',
  'export',
]);

/** "barge_project_update_doors": behind a first part of no verb, too, the thing comes before what is done to it. */
const doneFirst = ([first, ...rest]: readonly Verb[]) =>
  first && (rest.find((verb) => isDoneThere(first, verb)) ?? first);

/** The first part when it is a verb, else the first that is only a verb, else a last part that may be one; behind a version the last. */
export function nameVerb(verbs: readonly Verb[], from: number, parts: readonly Word[]): Verb | undefined {
  const length = parts.length;
  const leading = verbs.find(({ hit }) => hit.first === from);
  const clear = verbs.find(({ entry }) => !entry.noun);
  const trailing = verbs.findLast(({ hit }) => hit.last === length - 1);
  if (trailing !== undefined && isFinal(trailing, leading)) return trailing;
  const meant = leading && verbs.find((verb) => isLookedAt(leading, verb) || isDoneThere(leading, verb));
  if (meant !== undefined) return meant;
  if (versionLength(parts) > 0) return clear ?? trailing ?? leading;
  if (leading !== undefined && (!leading.entry.noun || clear === undefined || clear.hit.first !== length - 1))
    return leading;
  return clear ?? trailing ?? doneFirst(verbs);
}

/** "crate_order_history", "trade_history", "stats_by_type": the noun that could be a verb only tells what is looked at. */
export function isOfRecord({ entry, hit }: Verb, from: number, parts: readonly Word[]): boolean {
  if (!entry.noun) return false;
  const [first, last] = [parts[from]?.text ?? '', parts.at(-1)?.text ?? ''];
  if (hit.first > from && BEGINS_RECORD.test(first)) return true;
  if (hit.last === parts.length - 1) return false;
  return hit.first > from
    ? RECORD.has(last) || KNOWN_OF.has(last)
    : DEALING.has(entry.sense) && KNOWN_OF.has(last);
}
const BEGINS_RECORD = /^(?:stats|statistics|metrics|analytics|insights)$/;
