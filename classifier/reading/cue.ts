import type { Span } from '#data/schema/evidence.ts';
import type { CueSense } from '#data/taxonomy/lexicon.ts';
import { cite, type Field } from './field.ts';
import { findHits, findSurfaces, type Hit } from './hit.ts';
import { english, isSpacelessScript, vocabularyOf } from './language.ts';
import { words } from './word.ts';

export type Cues = ReadonlyMap<CueSense, readonly Span[]>;

/** A foreign text is read as English too: a claim or an attack may be put into it in either. */
function hitsIn(text: string): Hit[] {
  const vocabulary = vocabularyOf(text);
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
  const cues = new Map<CueSense, Span[]>();
  for (const source of sources) {
    for (const hit of hitsIn(source.text)) {
      for (const entry of hit.entries) {
        if (entry.kind !== 'cue') continue;
        const spans = cues.get(entry.sense) ?? [];
        spans.push(cite(source, hit.start, hit.end, entry.gloss));
        cues.set(entry.sense, spans);
      }
    }
  }
  return cues;
}
