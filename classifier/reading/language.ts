import { findHits, type Hit } from './hit.ts';
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
const foreign = latin.filter((vocabulary) => vocabulary !== english);

/** One letter proves nothing: "e.g." would count as Portuguese. */
const functionWordsIn = (found: readonly Word[], { functionWords }: Vocabulary) =>
  found.filter(({ text }) => text.length > 1 && functionWords.has(text)).length;

/** Weights of a first word that is a verb there, of any other known word, and of an accent. */
const VERB = 1.5;
const KNOWN = 0.5;
const ACCENT = 0.5;
const ENOUGH = 2.25;

/** What speaks for a language in the first words of a text. */
interface Familiarity {
  language: string;
  functionWords: number;
  /** Words that its list of verbs and objects has. */
  known: number;
  isVerbFirst: boolean;
}

const isSaying = ({ entries }: Hit) => entries.some(({ kind }) => kind === 'verb' || kind === 'object');

function familiarity(found: readonly Word[], vocabulary: Vocabulary): Familiarity {
  const hits = findHits(vocabulary, found);
  return {
    language: vocabulary.lexicon.language,
    functionWords: functionWordsIn(found, vocabulary),
    known: new Set(hits.filter(isSaying).map(({ first }) => first)).size,
    isVerbFirst: hits.some(
      ({ first, entries }) => first === 0 && entries.some(({ kind }) => kind === 'verb'),
    ),
  };
}

const score = ({ functionWords, known, isVerbFirst }: Familiarity) =>
  functionWords + known * KNOWN + (isVerbFirst ? VERB : 0);

/** English unless another language of Latin letters has more function words, or (in a few words) more that is known there. */
function byWords(text: string): string | undefined {
  const head = text.slice(0, HEAD_LENGTH);
  const found = words(head);
  const counts = latin.map((vocabulary) => ({ vocabulary, count: functionWordsIn(found, vocabulary) }));
  const [most] = counts.toSorted((a, b) => b.count - a.count || (a.vocabulary === english ? -1 : 1));
  if (most?.vocabulary === english && most.count > 1) return 'en';
  const accent = PLAIN.test(head) ? 0 : ACCENT;
  const [own, ...others] = [english, ...foreign].map((vocabulary) => familiarity(found, vocabulary));
  const best = others.reduce((left, right) => (score(right) > score(left) ? right : left));
  if (own === undefined || score(own) >= score(best) + accent)
    return score(own ?? best) >= ENOUGH ? 'en' : undefined;
  if (score(best) + accent < ENOUGH) return undefined;
  const isDoubtful = accent === 0 && best.functionWords === 0;
  return isDoubtful && (own.isVerbFirst || best.known <= own.known) ? 'en' : best.language;
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
