import type { Span } from '#data/schema/evidence.ts';
import type { CueSense } from '#data/taxonomy/lexicon.ts';
import { cite, type Field } from './field.ts';
import { findHits, findSurfaces } from './hit.ts';
import { vocabularyOf } from './language.ts';
import { isSpaceless, words } from './word.ts';

export type Cues = ReadonlyMap<CueSense, readonly Span[]>;

/** Phrases that state something about the whole call, by what they state, in the order of the text. */
export function findCues(sources: readonly Field[]): Cues {
  const cues = new Map<CueSense, Span[]>();
  for (const source of sources) {
    const vocabulary = vocabularyOf(source.text);
    const hits =
      isSpaceless(source.text) && ['han', 'kana', 'hangul'].includes(vocabulary.lexicon.script)
        ? findSurfaces(vocabulary, source.text)
        : findHits(vocabulary, words(source.text));
    for (const hit of hits) {
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
