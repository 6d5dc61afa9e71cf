import { type Vocabulary, vocabularies } from './vocabulary.ts';
import { words } from './word.ts';

const SCRIPTS: ReadonlyArray<[string, RegExp]> = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

/** A Latin-script language must show this many of its function words, and more of them than English. */
const ENOUGH = 2;
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

function byFunctionWords(text: string): string | undefined {
  // One letter proves nothing: "e.g." would count as Italian or Portuguese.
  const found = words(text.slice(0, 600)).flatMap((word) => (word.text.length > 1 ? [word.text] : []));
  const accents = /\P{ASCII}/u.test(text) ? 1 : 0;
  const scores = [...vocabularies.values()]
    .filter(({ lexicon }) => lexicon.script === 'latin')
    .map(({ lexicon, functionWords }) => ({
      language: lexicon.language,
      score:
        found.filter((word) => functionWords.has(word)).length +
        (lexicon.language === 'en' ? 0 : accents / 2),
    }))
    .sort((a, b) => b.score - a.score || (a.language === 'en' ? -1 : 1));
  const [best] = scores;
  return best !== undefined && (best.score >= ENOUGH || best.language === 'en') ? best.language : undefined;
}

const PLAIN = /^\p{ASCII}*$/u;

/** The vocabulary for a text: by its letters, then by its function words; English where nothing speaks for another. */
export function vocabularyOf(text: string): Vocabulary {
  const language = (PLAIN.test(text) ? undefined : byScript(text)) ?? byFunctionWords(text) ?? 'en';
  return vocabularies.get(language) ?? english;
}

function known(language: string): Vocabulary {
  const found = vocabularies.get(language);
  if (found === undefined)
    throw new Error(`There is no word list for ${language} in data/taxonomy/lexicon/.`);
  return found;
}

export const english = known('en');
