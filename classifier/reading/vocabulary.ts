import { createHash } from 'node:crypto';
import { CueSense, type Lexicon, lexicons, ObjectSense, VerbSense } from '#data/taxonomy/lexicon.ts';
import type { Entry } from './entry.ts';
import {
  type Endings,
  endingsOf,
  forms,
  type Inflected,
  plural,
  separable,
  type VerbForm,
} from './inflection.ts';
import { prefixed } from './prefix.ts';
import { unelided } from './word.ts';

/** A word of a phrase; an open one matches with any ending. */
export interface PhraseWord {
  text: string;
  isOpen: boolean;
}
export interface Phrase {
  words: PhraseWord[];
  entries: Entry[];
}

/** Phrases by first word (by first character where words are not parted), and by its letters those whose first word is a stem. */
export interface Index {
  phrases: ReadonlyMap<string, Phrase[]>;
  stems: ReadonlyMap<string, Phrase[]>;
  /** How stems begin: most words are passed over by this alone. */
  stemHeads: ReadonlySet<string>;
  /** What was found for words that were looked up before. */
  stemsSeen: Map<string, readonly Phrase[]>;
  endings: Endings;
  /** Letters of another spelling, by the one that the list has. */
  variants: ReadonlyMap<string, string>;
}

/** Stands in a phrase for the words between its parts ("stellt ~ bereit"). */
export const GAP = '~';
/** Length of a stem's beginning, in UTF-16 units; no stem is shorter. */
export const HEAD = 2;

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

/** Verbs that are joined have the same form: "créer et supprimer", "crée et supprime". */
export const formOf = (inflected: Inflected | undefined): VerbForm =>
  inflected === undefined || inflected === 'infinitive' ? 'base' : 's';

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

const isSpacelessScript = (lexicon: Lexicon) => ['han', 'kana', 'hangul'].includes(lexicon.script);

const spelling = (words: readonly PhraseWord[]) =>
  words.map(({ text, isOpen }) => (isOpen ? `${text}*` : text)).join(' ');

function file(into: Map<string, Phrase[]>, words: PhraseWord[], entry: Entry): void {
  const key = words[0]?.text ?? '';
  const list = into.get(key) ?? [];
  const same = list.find((phrase) => spelling(phrase.words) === spelling(words));
  if (same === undefined) list.push({ words, entries: [entry] });
  else same.entries.push(entry);
  into.set(key, list);
}

const phraseWord = (word: string): PhraseWord => ({
  text: unelided(word.replace('*', '')),
  isOpen: word.endsWith('*'),
});

function phraseWords(surface: string, isSpaceless: boolean): PhraseWord[] {
  const plain = surface.normalize('NFKC').toLowerCase();
  const parts = isSpaceless ? [plain] : plain.split(/[\s\-/|.]+/).filter((word) => word !== '');
  return parts.map(phraseWord);
}

function index(entries: Iterable<[string, Entry]>, lexicon: Lexicon): Index {
  const isSpaceless = isSpacelessScript(lexicon);
  const phrases = new Map<string, Phrase[]>();
  const stems = new Map<string, Phrase[]>();
  for (const [surface, entry] of entries) {
    const words = phraseWords(surface, isSpaceless);
    file(words[0]?.isOpen ? stems : phrases, words, entry);
  }
  for (const list of [...phrases.values(), ...stems.values()]) list.sort(longestFirst);
  const stemHeads = new Set([...stems.keys()].map((stem) => stem.slice(0, HEAD)));
  return {
    phrases: isSpaceless ? byFirstCharacter(phrases) : phrases,
    stems,
    stemHeads,
    stemsSeen: new Map(),
    endings: endingsOf(lexicon.endings),
    variants: new Map((lexicon.variants ?? []).map((pair) => [pair.slice(0, 1), pair.slice(1)])),
  };
}

function vocabulary(lexicon: Lexicon): Vocabulary {
  const said = [...cues(lexicon)];
  return {
    lexicon,
    ...index(
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
    cues: index(said, lexicon),
    functionWords: new Set(lexicon.functionWords),
    determiners: new Set(lexicon.determiners),
    genitives: new Set(lexicon.genitives),
  };
}

function byFirstCharacter(phrases: ReadonlyMap<string, Phrase[]>): Map<string, Phrase[]> {
  const index = new Map<string, Phrase[]>();
  for (const [surface, list] of phrases) {
    const first = surface[0] ?? '';
    index.set(first, [...(index.get(first) ?? []), ...list].sort(longestFirst));
  }
  return index;
}

const longestFirst = (a: Phrase, b: Phrase) =>
  b.words.length - a.words.length || spelling(b.words).length - spelling(a.words).length;

export const vocabularies: ReadonlyMap<string, Vocabulary> = new Map(
  [...lexicons].map(([language, lexicon]) => [language, vocabulary(lexicon)]),
);

/** Changes with any word of any list. */
export const VOCABULARY_HASH = createHash('sha256')
  .update(JSON.stringify([...lexicons]))
  .digest('hex')
  .slice(0, 16);
