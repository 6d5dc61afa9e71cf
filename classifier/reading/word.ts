/** A word of a normalised text: lower case, by position, with what stands between it and the word before. */
export interface Word {
  text: string;
  start: number;
  end: number;
  gap: string;
  /** Part of an identifier, a code span or an address (`delete_row`, `x.run`, `/v1/rows/drop`): mentioned, not said. */
  code: boolean;
  /** An article or a preposition was cut from its beginning: "l'argent", "dell'utente". */
  isElided?: true;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’](?=\p{L})\p{L}+)?/gu;
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** French and Italian articles, pronouns and prepositions before a vowel: "l'argent", "dell'utente". */
const ELIDED =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|dell|nell|all|dall|sull|tutt|quest|quell)['’](?=\p{L}{2})/iu;

/** A word without what is elided before it. */
export const unelided = (word: string) => word.replace(ELIDED, '');

const isCode = (text: string, start: number, end: number) =>
  text[start - 1] === '_' ||
  text[end] === '_' ||
  (text[start - 1] === '.' && /\w/.test(text[start - 2] ?? ' '));

/** An address begins here: "https://…", "/rows/drop", "../how-to-drop". One slash alone may as well stand between two words. */
const beginsAddress = (text: string, start: number) =>
  ADDRESS.test(text.slice(Math.max(0, start - 3), start)) &&
  (text[start - 2] === '.' ||
    text[start - 2] === '/' ||
    SEGMENTS.test(text.slice(start, start + MAX_SEGMENT)));
const ADDRESS = /(?:(?:^|[\s"'`(=])\/|:\/\/|\.\.\/)$/;
const SEGMENTS = /^[\w{}:.-]+\/\w/;
const MAX_SEGMENT = 60;
/** What stands between the parts of one address. */
const WITHIN_ADDRESS = /^[^\s"'`<>(),;，。、]+$/u;

/** Lower case, without the possessive: "order's" is about an order. */
const plain = (word: string) => {
  const lower = word.toLowerCase();
  return APOSTROPHE.test(lower) ? lower.replace('’', "'").replace(/'s$/, '') : lower;
};
const APOSTROPHE = /['’]/;

/** The words of a text; runs of scripts without spaces come as one word each. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  let last = 0;
  let isAddress = false;
  for (const match of text.matchAll(WORD)) {
    const elided = APOSTROPHE.test(match[0]) ? (ELIDED.exec(match[0])?.[0].length ?? 0) : 0;
    const start = match.index + elided;
    const end = match.index + match[0].length;
    const gap = text.slice(last, match.index);
    isAddress = (isAddress && WITHIN_ADDRESS.test(gap)) || (gap.endsWith('/') && beginsAddress(text, start));
    found.push({
      text: plain(match[0].slice(elided)),
      start,
      end,
      gap,
      code: isAddress || isCode(text, start, end),
      ...(elided > 0 && { isElided: true }),
    });
    last = end;
  }
  return found;
}

export const isSpaceless = (text: string) => SPACELESS.test(text);

const NAME_PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|\P{ASCII}+/gu;

/** The parts of an identifier: snake, kebab, dotted, camel (`d1_databaseQuery` → d, 1, database, query). */
export function nameParts(name: string): Word[] {
  let last = 0;
  return [...name.matchAll(NAME_PART)].map((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const gap = name.slice(last, start);
    last = end;
    return { text: match[0].toLowerCase(), start, end, gap, code: false };
  });
}
