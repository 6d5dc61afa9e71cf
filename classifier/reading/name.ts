import type { ObjectSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from './act.ts';
import type { VerbEntry } from './entry.ts';
import { cite, type Field } from './field.ts';
import { DEALING, LOSING } from './grave-verb.ts';
import { findHits, type Hit } from './hit.ts';
import { english } from './language.ts';
import { nameParts, type Word } from './word.ts';

interface Verb {
  entry: VerbEntry;
  hit: Hit;
}

const MAX_SIBLINGS = 60;

/** With whole parts: "list" begins "list_tides" and "listTides", not "listing". */
const beginsWith = (name: string, beginning: string) =>
  name.startsWith(beginning) && !/[a-z]/.test(name[beginning.length] ?? '');

/** "hire_v1_crew_list": what stands before an interface's version is where it lives, and the verb comes behind. */
function versionLength(parts: readonly Word[]): number {
  const at = parts.findIndex(({ text }, i) => text === 'v' && /^\d$/.test(parts[i + 1]?.text ?? ''));
  return at > 0 && at + 2 < parts.length ? at + 2 : 0;
}

/** How many leading parts a name shares with more than half of its siblings, or with its server's name. */
function prefixLength(
  { text: name }: Field,
  parts: readonly Word[],
  siblings: readonly string[],
  server: string,
): number {
  const others = siblings.slice(0, MAX_SIBLINGS);
  let length = 0;
  while (length < parts.length - 1) {
    const part = parts[length]?.text ?? '';
    const beginning = name.slice(0, parts[length]?.end);
    const sharing = others.filter((other) => beginsWith(other, beginning)).length;
    const isShared = others.length > 3 && sharing > others.length * 0.6;
    const isServer = length === 0 && part.length > 2 && server.includes(part);
    if ((!isShared && !isServer) || isBareVerb(part)) return length;
    length++;
  }
  return length;
}

const isBareVerb = (part: string) =>
  english.phrases
    .get(part)
    ?.some(
      ({ words: [, second], entries }) =>
        second === undefined && entries.some((entry) => entry.kind === 'verb'),
    ) ?? false;

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

/** Nobody deals in these, even where such a verb comes first ("trade_history", "refund_summary"). */
const PAST = new Set(['history', 'summary', 'overview', 'breakdown', 'stats', 'statistics', 'log', 'logs']);

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
const isLookedAt = (leading: Verb, last: Verb | undefined) =>
  leading.entry.noun &&
  DEALING.has(leading.entry.sense) &&
  last !== undefined &&
  last.hit.first > leading.hit.last &&
  LOOKS.has(last.entry.lemma);
const LOOKS = new Set(['get', 'list', 'query', 'search', 'find', 'fetch', 'lookup']);

/** The first part when it is a verb, else the first that is only a verb, else a last part that may be one; behind a version the last. */
export function nameVerb(verbs: readonly Verb[], from: number, parts: readonly Word[]): Verb | undefined {
  const length = parts.length;
  const leading = verbs.find(({ hit }) => hit.first === from);
  const clear = verbs.find(({ entry }) => !entry.noun);
  const trailing = verbs.findLast(({ hit }) => hit.last === length - 1);
  if (trailing !== undefined && isFinal(trailing, leading)) return trailing;
  const looking = leading && verbs.find((verb) => isLookedAt(leading, verb));
  if (looking !== undefined) return looking;
  if (versionLength(parts) > 0) return clear ?? trailing ?? leading;
  if (leading !== undefined && (!leading.entry.noun || clear === undefined || clear.hit.first !== length - 1))
    return leading;
  return clear ?? trailing ?? verbs[0];
}

const isAmount = (part: string | undefined) => /^(?:batch|bulk|mass|multi|multiple)$/.test(part ?? '');

/** The noun a name ends in, or the one before a verb that ends it. */
function headSenses(hits: readonly Hit[], { hit }: Verb, parts: readonly Word[]): Set<ObjectSense> {
  const { length } = parts;
  let end = hit.last === length - 1 ? hit.first - 1 : length - 1;
  while (isAmount(parts[end]?.text)) end--;
  const own = hits.filter(({ last }) => last === end);
  return new Set(
    own.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'object' ? [entry.sense] : []))),
  );
}

export interface NameReading {
  parts: readonly Word[];
  objects: ReadonlySet<ObjectSense>;
  act: Act | undefined;
  /** The verb cannot be read as a noun where it stands. */
  isPlain: boolean;
}

/** What the name says the tool does. Names are read as English, as they are written nearly everywhere. */
export function readName(source: Field, siblings: readonly string[], server: string): NameReading {
  const parts = nameParts(source.text);
  const hits = findHits(english, parts);
  const from = Math.max(versionLength(parts), prefixLength(source, parts, siblings, server.toLowerCase()));
  const found = nameVerb(verbsOf(hits, from), from, parts);
  const ending = parts.at(-1)?.text ?? '';
  const isRecord =
    found?.entry.noun === true &&
    ((found.hit.first > from && RECORD.has(ending)) || (DEALING.has(found.entry.sense) && PAST.has(ending)));
  const verb = isRecord && found.hit.last < parts.length - 1 ? undefined : found;
  const objects = new Set(
    hits
      .filter(
        (hit) =>
          hit.first >= from &&
          (verb === undefined || hit.first !== verb.hit.first || hit.last !== verb.hit.last),
      )
      .flatMap((hit) => hit.entries.flatMap((entry) => (entry.kind === 'object' ? [entry.sense] : []))),
  );
  if (verb === undefined) return { parts, objects, act: undefined, isPlain: false };
  const { entry, hit } = verb;
  const end = Math.max(hit.end, parts.at(-1)?.end ?? hit.end);
  const span = cite(source, hit.start, end);
  const isPlain = !entry.noun || hit.first === from;
  return {
    parts,
    objects,
    isPlain,
    act: {
      verb: entry.sense,
      lemma: entry.lemma,
      source: 'name',
      objects,
      head: headSenses(hits, verb, parts),
      context: new Set(),
      rest: '',
      span,
      said: source.text.slice(hit.start, end),
      stated: isPlain ? 'plainly' : 'like-a-noun',
    },
  };
}
