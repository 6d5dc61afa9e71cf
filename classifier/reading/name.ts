import type { ObjectSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from './act.ts';
import { cite, type Field } from './field.ts';
import { findHits, type Hit } from './hit.ts';
import { english } from './language.ts';
import {
  isDoneThere,
  isOfRecord,
  KNOWN_OF,
  nameVerb,
  type Verb,
  verbsOf,
  versionLength,
} from './name-verb.ts';
import { nameParts, type Word } from './word.ts';

const MAX_SIBLINGS = 60;

/** With whole parts: "list" begins "list_tides" and "listTides", not "listing". */
const beginsWith = (name: string, beginning: string) =>
  name.startsWith(beginning) && !/[a-z]/.test(name[beginning.length] ?? '');

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

/** "Crate_stats" names what is looked at; so does "stats_by_type", where a noun comes first that is no verb. */
function lookedAt(source: Field, parts: readonly Word[], from: number): Act | undefined {
  const [first, last] = [parts[from], parts.at(-1)];
  const known = [last, first].find((part) => part !== undefined && KNOWN_OF.has(part.text));
  if (known === undefined || first === undefined || last === undefined) return undefined;
  const nothing: ReadonlySet<ObjectSense> = new Set();
  return {
    verb: 'read',
    lemma: known.text,
    source: 'name',
    objects: nothing,
    head: nothing,
    context: nothing,
    rest: '',
    span: cite(source, first.start, last.end),
    said: source.text.slice(first.start, last.end),
    stated: 'like-a-noun',
  };
}

export interface NameReading {
  parts: readonly Word[];
  objects: ReadonlySet<ObjectSense>;
  act: Act | undefined;
  /** The verb cannot be read as a noun where it stands. */
  isPlain: boolean;
  /** Looking, where the name has no verb and is that of something to be looked at. */
  looking: Act | undefined;
}

/** What the name says the tool does. Names are read as English, as they are written nearly everywhere. */
export function readName(source: Field, siblings: readonly string[], server: string): NameReading {
  const parts = nameParts(source.text);
  const hits = findHits(english, parts);
  const from = Math.max(versionLength(parts), prefixLength(source, parts, siblings, server.toLowerCase()));
  const verbs = verbsOf(hits, from);
  const found = nameVerb(verbs, from, parts);
  const verb = found !== undefined && isOfRecord(found, from, parts) ? undefined : found;
  const objects = new Set(
    hits
      .filter(
        (hit) =>
          hit.first >= from &&
          (verb === undefined || hit.first !== verb.hit.first || hit.last !== verb.hit.last),
      )
      .flatMap((hit) => hit.entries.flatMap((entry) => (entry.kind === 'object' ? [entry.sense] : []))),
  );
  if (verb === undefined)
    return { parts, objects, act: undefined, isPlain: false, looking: lookedAt(source, parts, from) };
  const { entry, hit } = verb;
  const end = Math.max(hit.end, parts.at(-1)?.end ?? hit.end);
  const span = cite(source, hit.start, end);
  const isPlain =
    !entry.noun ||
    hit.first === from ||
    verbs.some((one) => one.hit.first === from && isDoneThere(one, verb));
  return {
    parts,
    objects,
    isPlain,
    looking: undefined,
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
