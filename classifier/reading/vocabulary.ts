import { createHash } from 'node:crypto';
import { CueSense, type Lexicon, lexicons, ObjectSense, VerbSense } from '#data/taxonomy/lexicon.ts';
import type { Entry } from './entry.ts';
import { type Endings, endingsOf, formOf, forms, plural, separable, type VerbForm } from './inflection.ts';
import { type Index, indexOf } from './phrase.ts';
import { prefixed } from './prefix.ts';

/** A word list made fit for look-ups: phrases by first word, stems by their letters, surfaces by first character. */
export interface Vocabulary extends Index {
  lexicon: Lexicon;
  functionWords: ReadonlySet<string>;
  determiners: ReadonlySet<string>;
  genitives: ReadonlySet<string>;
  /** The cues alone: all that is looked for in the long rest of a text. */
  cues: Index;
}

function* surfaces(
  words: readonly string[] | Record<string, string> | undefined,
): Generator<[string, string | undefined]> {
  if (words === undefined) return;
  if (Array.isArray(words)) for (const word of words) yield [word, undefined];
  else yield* Object.entries(words);
}

const glossed = (gloss: string | undefined) => (gloss === undefined ? {} : { gloss });

function* verbs(lexicon: Lexicon): Generator<[string, Entry]> {
  const nouns = new Set(lexicon.nounVerbs);
  const endings = endingsOf(lexicon.endings);
  for (const sense of VerbSense.options) {
    for (const [lemma, gloss] of surfaces(lexicon.verbs[sense])) {
      const inflected = lexicon.language === 'en' ? forms(lemma) : foreignForms(lemma, endings);
      for (const [surface, form] of inflected) {
        yield [surface, { kind: 'verb', sense, form, lemma, noun: nouns.has(lemma), ...glossed(gloss) }];
      }
    }
  }
}

/** What English makes of the listed verbs by a prefix, where the list has no such word itself. */
function* prefixedVerbs(lexicon: Lexicon): Generator<[string, Entry]> {
  if (lexicon.language !== 'en') return;
  const nouns = new Set(lexicon.nounVerbs);
  const listed = VerbSense.options.flatMap((sense) =>
    [...surfaces(lexicon.verbs[sense])].map(([verb]) => ({ verb, sense })),
  );
  const known = new Set(listed.map(({ verb }) => verb));
  for (const { verb, sense: own } of listed) {
    for (const { lemma, sense } of prefixed(verb, own).filter((one) => !known.has(one.lemma))) {
      for (const [surface, form] of forms(lemma))
        yield [surface, { kind: 'verb', sense, form, lemma, noun: nouns.has(verb) }];
    }
  }
}

/** As it is listed; a separable verb ("hoch|laden|lädt") in all its forms. */
function foreignForms(lemma: string, endings: Endings): (readonly [string, VerbForm])[] {
  const told = lemma.includes('|') ? separable(lemma) : [lemma];
  return told.map((surface) => [surface, formOf(endings?.(surface.split(' ', 1)[0] ?? ''))] as const);
}

function* nominals(lexicon: Lexicon): Generator<[string, Entry]> {
  for (const sense of VerbSense.options) {
    for (const [noun, gloss] of surfaces(lexicon.nominals?.[sense])) {
      const said = { kind: 'verb', sense, form: 'base', lemma: noun, noun: true, isNominal: true } as const;
      const entry: Entry = { ...said, ...glossed(gloss) };
      yield [noun, entry];
      if (lexicon.language === 'en') yield [plural(noun), entry];
    }
  }
}

function* objects(lexicon: Lexicon): Generator<[string, Entry]> {
  for (const sense of ObjectSense.options) {
    for (const [surface, gloss] of surfaces(lexicon.objects[sense])) {
      const entry: Entry = { kind: 'object', sense, ...glossed(gloss) };
      yield [surface, entry];
      if (lexicon.language === 'en' && !surface.endsWith('s')) yield [plural(surface), entry];
    }
  }
}

function* cues(lexicon: Lexicon): Generator<[string, Entry]> {
  for (const sense of CueSense.options) {
    for (const [surface, gloss] of surfaces(lexicon.cues[sense]))
      yield [surface, { kind: 'cue', sense, ...glossed(gloss) }];
  }
}

function* particles(lexicon: Lexicon): Generator<[string, Entry]> {
  for (const frame of lexicon.frames) yield [frame, { kind: 'frame' }];
  for (const word of lexicon.conjunctions) yield [word, { kind: 'conjunction' }];
  for (const word of lexicon.prepositions) yield [word, { kind: 'preposition' }];
  for (const word of lexicon.negations) yield [word, { kind: 'negation' }];
}

function vocabulary(lexicon: Lexicon): Vocabulary {
  const said = [...cues(lexicon)];
  return {
    lexicon,
    ...indexOf(
      [
        ...verbs(lexicon),
        ...prefixedVerbs(lexicon),
        ...nominals(lexicon),
        ...objects(lexicon),
        ...said,
        ...particles(lexicon),
      ],
      lexicon,
    ),
    cues: indexOf(said, lexicon),
    functionWords: new Set(lexicon.functionWords),
    determiners: new Set(lexicon.determiners),
    genitives: new Set(lexicon.genitives),
  };
}

export const vocabularies: ReadonlyMap<string, Vocabulary> = new Map(
  [...lexicons].map(([language, lexicon]) => [language, vocabulary(lexicon)]),
);

/** Changes with any word of any list. */
export const VOCABULARY_HASH = createHash('sha256')
  .update(JSON.stringify([...lexicons]))
  .digest('hex')
  .slice(0, 16);
