import { findHits } from './hit.ts';
import { type Vocabulary, vocabularies } from './vocabulary.ts';
import { isSpaceless, type Word, words } from './word.ts';

const SCRIPTS: ReadonlyArray<[string, RegExp]> = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

const LETTERS = /\p{L}/gu;
const FOREIGN_SHARE = 0.15;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function byScript(text: string): string | undefined {
  const letters = count(text, LETTERS);
  const [best] = SCRIPTS.map(([language, pattern]) => ({ language, found: count(text, pattern) }))
    .filter(({ found }) => found > 1 && found >= letters * FOREIGN_SHARE)
    .sort((a, b) => b.found - a.found);
  // Japanese text has more Chinese characters than kana; kana alone decide.
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  return best?.language === 'zh' && kana > 1 ? 'ja' : best?.language;
}

function known(language: string): Vocabulary {
  const found = vocabularies.get(language);
  if (found === undefined)
    throw new Error(`There is no word list for ${language} in data/taxonomy/lexicon/.`);
  return found;
}

export const english = known('en');

const HEAD_LENGTH = 200;

const latin = [...vocabularies.values()].filter(({ lexicon }) => lexicon.script === 'latin');

/** One letter proves nothing: "e.g." would count as Portuguese. */
const functionWordsIn = (found: readonly Word[], { functionWords }: Vocabulary) =>
  found.filter(({ text }) => text.length > 1 && functionWords.has(text)).length;

/** Weights of a first word that is a verb there, of any other known word, and of an accent. */
const VERB = 1.5;
const KNOWN = 0.5;
const ACCENT = 0.5;
const ENOUGH = 2.25;

/** How many words a list of verbs and objects has of a text. */
const knownIn = (found: readonly Word[], vocabulary: Vocabulary) =>
  new Set(
    findHits(vocabulary, found)
      .filter(({ entries }) => entries.some(({ kind }) => kind === 'verb' || kind === 'object'))
      .map(({ first }) => first),
  ).size;

const isVerbFirst = (found: readonly Word[], vocabulary: Vocabulary) =>
  findHits(vocabulary, found.slice(0, 4)).some(
    ({ first, entries }) => first === 0 && entries.some(({ kind }) => kind === 'verb'),
  );

function familiarity(found: readonly Word[], vocabulary: Vocabulary): number {
  return (
    functionWordsIn(found, vocabulary) +
    (isVerbFirst(found, vocabulary) ? VERB : 0) +
    knownIn(found, vocabulary) * KNOWN
  );
}

/** English unless another language of Latin letters has more function words, or (in a few words) more that is known there. */
function byWords(text: string): string | undefined {
  const found = words(text.slice(0, HEAD_LENGTH));
  const counts = latin.map((vocabulary) => ({ vocabulary, count: functionWordsIn(found, vocabulary) }));
  const [most] = counts.toSorted((a, b) => b.count - a.count || (a.vocabulary === english ? -1 : 1));
  if (most?.vocabulary === english && most.count > 1) return 'en';
  const accent = /\P{ASCII}/u.test(text.slice(0, HEAD_LENGTH)) ? ACCENT : 0;
  const scores = latin.map((vocabulary) => ({
    language: vocabulary.lexicon.language,
    known: knownIn(found, vocabulary),
    isUnsupported: functionWordsIn(found, vocabulary) === 0,
    score: familiarity(found, vocabulary) + (vocabulary === english ? 0 : accent),
  }));
  const [best] = scores.sort((a, b) => b.score - a.score || (a.language === 'en' ? -1 : 1));
  if (best === undefined || best.score < ENOUGH) return undefined;
  const isEnglish = isVerbFirst(found, english) || best.known <= knownIn(found, english);
  return accent === 0 && best.isUnsupported && isEnglish ? 'en' : best.language;
}

const PLAIN = /^\p{ASCII}*$/u;

/**
 * The vocabulary for a text: by its letters, then by its function words; `otherwise` where nothing speaks for a language. A sentence is
 * asked for itself, because a foreign sentence put beside it must not hide what it says.
 */
export function vocabularyOf(text: string, otherwise: Vocabulary = english): Vocabulary {
  const language = (PLAIN.test(text) ? undefined : byScript(text)) ?? byWords(text);
  const found = language === undefined ? undefined : vocabularies.get(language);
  if (found !== undefined) return found;
  return isSpacelessScript(otherwise) && !isSpaceless(text) ? english : otherwise;
}

/** Words are not parted by spaces there, or carry endings that only letters show. */
export const isSpacelessScript = ({ lexicon }: Vocabulary) =>
  ['han', 'kana', 'hangul'].includes(lexicon.script);
