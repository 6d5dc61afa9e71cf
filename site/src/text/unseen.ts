// Characters that have no shape of their own but can reorder or hide what stands around them: control characters (tab and line feed
// apart), bidirectional marks and overrides, zero-width spaces, line separators, and Unicode's invisible tag letters. The joiners
// U+200C and U+200D stay: Persian, Indic scripts and emoji are written with them.
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

function normaliseLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** The text with every invisible character spelt out, `\\u{202e}`, so that it can neither hide nor reorder words of the page. */
export function spellUnseen(text: string): string {
  return normaliseLines(text).replace(
    UNSEEN,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** The same characters as JSON and TOML escape them inside strings: a document keeps its meaning. */
export function escapeUnseen(document: string): string {
  return document.replace(UNSEEN, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** How many invisible characters a text holds; carriage returns of line ends do not count. */
export function countUnseen(text: string): number {
  return [...normaliseLines(text).matchAll(UNSEEN)].length;
}
