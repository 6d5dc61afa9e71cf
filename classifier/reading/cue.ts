import type { Span } from '#data/schema/evidence.ts';
import type { CueSense } from '#data/taxonomy/lexicon.ts';
import { sampleOf } from './familiarity.ts';
import { cite, type Field } from './field.ts';
import { findHits, findSurfaces, type Hit } from './hit.ts';
import { english, vocabulariesOf } from './language.ts';
import { isSpacelessScript } from './script.ts';
import { nameParts } from './word.ts';

/** The phrases found, by what they state; none is an empty list. */
export interface Cues {
  of: (sense: CueSense) => Span[];
  has: (sense: CueSense) => boolean;
}

/** Names are English nearly everywhere. */
const NAMES = new Set(['name', 'server.name', 'siblings']);

/** A foreign text is read as English too: a claim or an attack may be put into it in either. */
function hitsIn({ path, text }: Field): Hit[] {
  const sample = sampleOf(text);
  const inEnglish = findHits(english.cues, sample.words);
  if (NAMES.has(path)) return [...inEnglish, ...hitsInCamel(text)];
  const foreign = vocabulariesOf(text, sample).filter((vocabulary) => vocabulary !== english);
  return [
    ...foreign.flatMap((vocabulary) =>
      isSpacelessScript(vocabulary)
        ? findSurfaces(vocabulary.cues, text)
        : findHits(vocabulary.cues, sample.words),
    ),
    ...inEnglish,
  ];
}

/** In names the parts of `listOpenOrders` are words too. */
const CAMEL = /[a-z][A-Z]/;
const hitsInCamel = (text: string): Hit[] =>
  CAMEL.test(text)
    ? findHits(english.cues, nameParts(text)).filter(({ start, end }) => CAMEL.test(around(text, start, end)))
    : [];
/** With a letter more on either side, where a part of a longer word shows. */
const around = (text: string, start: number, end: number) => text.slice(Math.max(0, start - 1), end + 1);

/** What is said of other cues is not so when it is denied: "rejects INSERT and DROP", "never overwrites". */
const DENIABLE: ReadonlySet<CueSense> = new Set<CueSense>([
  'bulk',
  'charges',
  'costs-money',
  'overwrites',
  'pays',
  'recoverable',
  'sandboxed',
  'wildcard',
  'write-modes',
]);
const DENIED_BEFORE =
  /\b(?:not?|non|never|without|cannot|reject(?:s|ed)?|refuses?|block(?:s|ed)?|disallow(?:s|ed)?|forbid(?:s|den)?|prevents?|prohibit(?:s|ed)?|den(?:y|ies|ied)|unsupported|instead of|rather than|avoids?|n['’]t)\b[^.!?\n]{0,60}$|\bunlike\b[^.!?\n,]{0,60}$/i;
const DENIED_AFTER =
  /^[^.!?\n,;]{0,40}\b(?:(?:is|are|will be) (?:not (?:allowed|supported|permitted)|blocked|rejected|forbidden|refused|disabled|prohibited)|not allowed|not supported)\b/i;
const REACH = 80;

const isDenied = ({ text }: Field, start: number, end: number) =>
  DENIED_BEFORE.test(text.slice(Math.max(0, start - REACH), start)) ||
  DENIED_AFTER.test(text.slice(end, end + REACH));

/** "Read-only" said of a thing the tool deals with, or of a mode it can be put into, claims nothing of the tool. */
const READ_ONLY = /^read[- ]?only$/i;
const OF_A_THING =
  /^\W{0,2}(?:point|cop(?:y|ies)|replicas?|users?|roles?|access|tokens?|keys?|mode|flag|propert|fields?|files?|attributes?|permissions?|members?|snapshots?|volumes?|file ?systems?|shares?|links?|accounts?|scopes?|viewers?|connections?|sessions?|clones?|endpoints?|columns?|mounts?|branch|and |or |by default|unless|if )/i;
const MODE_BEFORE = /\b(?:not|non|set|unless|if|when|or|as|to|make|mark(?:ed|s)?|whether)[\s("'\u0060]*$/i;

const claimsNothing = ({ text }: Field, start: number, end: number) =>
  READ_ONLY.test(text.slice(start, end)) &&
  (OF_A_THING.test(text.slice(end, end + 20)) ||
    MODE_BEFORE.test(text.slice(Math.max(0, start - 20), start)));

function isMeant(source: Field, sense: CueSense, { start, end }: Hit): boolean {
  if (sense === 'claims-read-only') return !claimsNothing(source, start, end);
  return !DENIABLE.has(sense) || !isDenied(source, start, end);
}

/** Phrases that state something about the whole call, by what they state; those that are denied are left out. */
export function findCues(sources: readonly Field[]): Cues {
  const found = sources.flatMap((source) =>
    hitsIn(source).flatMap((hit) =>
      hit.entries.flatMap((entry) =>
        entry.kind === 'cue' && isMeant(source, entry.sense, hit)
          ? [{ sense: entry.sense, span: cite(source, hit.start, hit.end, entry.gloss) }]
          : [],
      ),
    ),
  );
  const bySense = Map.groupBy(found, ({ sense }) => sense);
  return {
    of: (sense) => (bySense.get(sense) ?? []).map(({ span }) => span),
    has: (sense) => bySense.has(sense),
  };
}
