import type { Span } from '#data/schema/evidence.ts';
import type { CueSense } from '#data/taxonomy/lexicon.ts';
import { cite, type Field } from './field.ts';
import { findHits, findSurfaces, type Hit } from './hit.ts';
import { english, isSpacelessScript, vocabularyOf } from './language.ts';
import { words } from './word.ts';

/** The phrases found, by what they state; none is an empty list. */
export interface Cues {
  of: (sense: CueSense) => Span[];
  has: (sense: CueSense) => boolean;
}

/** Names are English nearly everywhere. */
const NAMES = new Set(['name', 'server.name', 'siblings']);

/** A foreign text is read as English too: a claim or an attack may be put into it in either. */
function hitsIn({ path, text }: Field): Hit[] {
  const vocabulary = NAMES.has(path) ? english : vocabularyOf(text);
  const found = words(text);
  const inEnglish = findHits(english.cues, found);
  if (vocabulary === english) return inEnglish;
  return [
    ...(isSpacelessScript(vocabulary)
      ? findSurfaces(vocabulary.cues, text)
      : findHits(vocabulary.cues, found)),
    ...inEnglish,
  ];
}

/** Phrases that state something about the whole call, by what they state. */
export function findCues(sources: readonly Field[]): Cues {
  const found = sources.flatMap((source) =>
    hitsIn(source).flatMap(({ entries, start, end }) =>
      entries.flatMap((entry) =>
        entry.kind === 'cue' ? [{ sense: entry.sense, span: cite(source, start, end, entry.gloss) }] : [],
      ),
    ),
  );
  const bySense = Map.groupBy(found, ({ sense }) => sense);
  return {
    of: (sense) => (bySense.get(sense) ?? []).map(({ span }) => span),
    has: (sense) => bySense.has(sense),
  };
}
