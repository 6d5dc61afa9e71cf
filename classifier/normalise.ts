/** Characters that a reader does not see, or sees as others, by kind. */
type RemovalKind = 'zero-width' | 'bidi' | 'tag' | 'look-alike';

/** Something taken out of a text, or replaced in it, by its place in the original (UTF-16). */
interface Removal {
  kind: RemovalKind;
  start: number;
  end: number;
}

/** `at(i)` is the place in the original of position `i` of `text`; `at(text.length)` is the original's length. */
export interface Normalised {
  text: string;
  at: (index: number) => number;
  removed: Removal[];
}

const PLAIN = /^[\t\n\r\u0020-\u007e]*$/;
const INVISIBLE: ReadonlyArray<[RemovalKind, RegExp]> = [
  ['tag', /[\u{E0001}-\u{E007F}]/u],
  ['bidi', /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/u],
  ['zero-width', /[\u200B-\u200D\u2060-\u2064\uFEFF\u00AD\u180E]/u],
];
const SILENT = /[\uFE00-\uFE0F\u{1F3FB}-\u{1F3FF}]/u;
/** Letters that are their own NFKC form unless a mark follows, many at a time; or a character with the marks that belong to it: they may make one letter together. */
const CLUSTER =
  /((?:[\u0020-\u007e\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3](?!\p{M}))+)|\P{M}[\p{M}--[\u{FE00}-\u{FE0F}]]*|\p{M}/gv;
const WORD = /[\p{L}\p{M}]+/gu;

/** Cyrillic and Greek letters drawn like Latin ones; replaced only inside a word that also has Latin letters. */
const LOOK_ALIKE = new Map(
  [
    ...'аaеeоoрpсcуyхxіiјjѕsԁdһhӏlԛqԝwАAВBЕEКKМMНHОOРPСCТTХXУYІIЅSοoαaνvιiκkρpτtυuΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΧXΥYΖZ',
  ].reduce<[string, string][]>((pairs, letter, i, all) => {
    const latin = all[i + 1];
    if (i % 2 === 0 && latin !== undefined) pairs.push([letter, latin]);
    return pairs;
  }, []),
);

const invisibleKind = (character: string) => INVISIBLE.find(([, pattern]) => pattern.test(character))?.[0];

/** A joiner between letters of a script that needs it, or inside an emoji, is spelling and not hiding. */
function isSpelling(text: string, index: number): boolean {
  const joiner = text[index] === '\u200d' || text[index] === '\u200c';
  const before = text.slice(Math.max(0, index - 2), index);
  return (
    joiner && /(?:\p{Extended_Pictographic}|\uFE0F|\p{Emoji_Modifier}|\p{M}|\p{Script=Arabic})$/u.test(before)
  );
}

const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const LATIN = /[A-Za-z]/g;

/** So many Latin letters to each that is drawn like none of them; fewer, and the text is in two scripts. */
const MIXED = 4;

/** Written in Latin letters, with others that are nearly all drawn like them. */
function isLatin(text: string): boolean {
  const other = [...text].filter((letter) => FOREIGN.test(letter) && !LOOK_ALIKE.has(letter)).length;
  return (text.match(LATIN)?.length ?? 0) > MIXED * other;
}

const isDrawnLikeLatin = (word: string) => [...word].every((letter) => LOOK_ALIKE.has(letter));

function unmask(text: string, removed: Removal[]): string {
  if (!FOREIGN.test(text)) return text;
  const latin = isLatin(text);
  return text.replace(WORD, (word, start: number) => {
    const isMixed = /[A-Za-z]/.test(word) && FOREIGN.test(word);
    if (!isMixed && !(latin && isDrawnLikeLatin(word))) return word;
    const plain = [...word].map((letter) => LOOK_ALIKE.get(letter) ?? letter).join('');
    if (plain !== word) removed.push({ kind: 'look-alike', start, end: start + word.length });
    return plain;
  });
}

/**
 * NFKC, without zero-width, bidi and tag characters, with look-alike letters of mixed words made Latin. What was hidden is
 * reported; offsets point into the original, because quotes are cut from there.
 */
export function normalise(original: string): Normalised {
  if (PLAIN.test(original)) return { text: original, at: (index) => index, removed: [] };
  const removed: Removal[] = [];
  const places: number[] = [];
  let text = '';
  let index = 0;
  for (const [character, stable] of unmask(original, removed).matchAll(CLUSTER)) {
    const isHarmless = stable !== undefined || isSpelling(original, index);
    const kind = isHarmless ? undefined : invisibleKind(character);
    if (stable !== undefined) {
      for (let unit = 0; unit < stable.length; unit++) places.push(index + unit);
      text += stable;
    } else if (kind !== undefined) removed.push({ kind, start: index, end: index + character.length });
    else if (!SILENT.test(character)) {
      const plain = character.normalize('NFKC');
      for (let unit = 0; unit < plain.length; unit++) places.push(index);
      text += plain;
    }
    index += character.length;
  }
  places.push(original.length);
  return { text, at: (position) => places[position] ?? original.length, removed };
}
