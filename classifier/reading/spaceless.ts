import type { ObjectSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from './act.ts';
import { cite, type Field } from './field.ts';
import { findSurfaces, type Hit } from './hit.ts';
import type { Sentence } from './sentence.ts';
import type { Entry, Vocabulary } from './vocabulary.ts';

type VerbEntry = Extract<Entry, { kind: 'verb' }>;
interface Verb {
  entry: VerbEntry;
  hit: Hit;
  /** The sentence it stands in. */
  source: string;
}

const isReading = ({ entry }: Verb) => entry.sense === 'read' || entry.sense === 'compute';

function verbsOf(hits: readonly Hit[], source: string): Verb[] {
  return hits.flatMap((hit) => {
    const entry = hit.entries.find((one) => one.kind === 'verb');
    return entry === undefined ? [] : [{ entry, hit, source }];
  });
}

/** Right before the second verb (one particle apart at most), or right after the first: elsewhere a conjunction joins nouns. */
const isJoined = (hits: readonly Hit[], left: Verb, right: Verb) =>
  hits.some(
    ({ start, end, entries }) =>
      entries.some(({ kind }) => kind === 'conjunction') &&
      start >= left.hit.end &&
      end <= right.hit.start &&
      (start - left.hit.end <= 1 ||
        (right.hit.start - end <= 1 && !/^[、・,·/]$/.test(right.source.slice(start, end)))),
  );

/** Beside a verb of reading, words that are as often nouns ("trade history query") are nouns. */
function actual(verbs: readonly Verb[]): Verb[] {
  return verbs.some(isReading) ? verbs.filter((verb) => isReading(verb) || !verb.entry.noun) : [...verbs];
}

/** The main verb, and verbs joined to it by a conjunction that stands between the two. */
function mainVerbs(verbs: readonly Verb[], hits: readonly Hit[], order: 'verb-first' | 'verb-last'): Verb[] {
  const inOrder = order === 'verb-first' ? verbs : [...verbs].reverse();
  return inOrder.filter((verb, i) => {
    const before = inOrder[i - 1];
    if (before === undefined) return true;
    const [left, right] = order === 'verb-first' ? [before, verb] : [verb, before];
    return isJoined(hits, left, right);
  });
}

const isNegated = (hits: readonly Hit[], { hit }: Verb) =>
  hits.some(
    (other) =>
      other.entries.some((entry) => entry.kind === 'negation') &&
      other.start >= hit.start - 4 &&
      other.end <= hit.end + 6,
  );

/** What one sentence of a script without spaces says the tool does. */
export function spacelessActs(source: Field, vocabulary: Vocabulary, sentence: Sentence): Act[] {
  const text = source.text.slice(sentence.start, sentence.end);
  const hits = findSurfaces(vocabulary, text);
  const verbs = actual(verbsOf(hits, text)).filter((verb) => !isNegated(hits, verb));
  const objects = new Set<ObjectSense>(
    hits.flatMap((hit) => hit.entries.flatMap((entry) => (entry.kind === 'object' ? [entry.sense] : []))),
  );
  return mainVerbs(verbs, hits, vocabulary.lexicon.order).map(({ entry, hit }) => ({
    verb: entry.sense,
    lemma: entry.gloss ?? entry.lemma,
    source: 'prose',
    objects,
    head: objects,
    context: objects,
    rest: '',
    span: cite(source, sentence.start + hit.start, sentence.start + hit.end, entry.gloss),
  }));
}
