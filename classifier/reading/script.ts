import type { Vocabulary } from './vocabulary.ts';

const SCRIPTS: ReadonlyArray<[string, RegExp]> = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

const LETTERS = /\p{L}/gu;
const FOREIGN_SHARE = 0.15;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

const PLAIN = /^\p{ASCII}*$/u;
/** No letters beyond a to z. */
export const isPlain = (text: string) => PLAIN.test(text);

/** The language that the letters of a text are of; undefined for Latin ones. */
export function languageOfScript(text: string): string | undefined {
  if (isPlain(text)) return undefined;
  const letters = count(text, LETTERS);
  const [best] = SCRIPTS.map(([language, pattern]) => ({ language, found: count(text, pattern) }))
    .filter(({ found }) => found > 1 && found >= letters * FOREIGN_SHARE)
    .sort((a, b) => b.found - a.found);
  // Japanese text has more Chinese characters than kana; kana alone decide.
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  return best?.language === 'zh' && kana > 1 ? 'ja' : best?.language;
}

const IN_USE = 2;

/** The languages of the scripts without spaces that a text has letters of, however few. */
export function spacelessLanguages(text: string): string[] {
  if (isPlain(text)) return [];
  const [kana = 0, hangul = 0, han = 0] = SCRIPTS.map(([, pattern]) => count(text, pattern));
  const used = [
    kana >= IN_USE ? 'ja' : han >= IN_USE ? 'zh' : undefined,
    hangul >= IN_USE ? 'ko' : undefined,
  ];
  return used.filter((language) => language !== undefined);
}

/** Words are not parted by spaces there, or carry endings that only letters show. */
export const isSpacelessScript = ({ lexicon }: Vocabulary) =>
  ['han', 'kana', 'hangul'].includes(lexicon.script);

const OTHER_LETTERS =
  /(?<=\p{Script=Latin}[^\p{L}]*)\p{Script=Cyrillic}|(?<=\p{Script=Cyrillic}[^\p{L}]*)\p{Script=Latin}/u;

/** Where other letters begin, else the space nearest to the middle; the end where there is none. */
export function middleOf(text: string): number {
  const other = isPlain(text) ? -1 : text.search(OTHER_LETTERS);
  if (other > 0) return other;
  const half = Math.floor(text.length / 2);
  const [before, after] = [text.lastIndexOf(' ', half), text.indexOf(' ', half)];
  if (before <= 0) return after === -1 ? text.length : after;
  return after === -1 || half - before < after - half ? before : after;
}
