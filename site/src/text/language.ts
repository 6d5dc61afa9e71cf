const SCRIPTS: readonly { lang: string; name: string; letters: RegExp }[] = [
  { lang: 'ja', name: 'Japanese', letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu },
  { lang: 'zh', name: 'Chinese', letters: /\p{Script=Han}/gu },
  { lang: 'ko', name: 'Korean', letters: /\p{Script=Hangul}/gu },
  { lang: 'uk', name: 'Ukrainian', letters: /[іїєґІЇЄҐ]/gu },
  { lang: 'ru', name: 'Russian', letters: /\p{Script=Cyrillic}/gu },
  { lang: 'fa', name: 'Persian', letters: /[پچژگ]/gu },
  { lang: 'ar', name: 'Arabic', letters: /\p{Script=Arabic}/gu },
  { lang: 'he', name: 'Hebrew', letters: /\p{Script=Hebrew}/gu },
  { lang: 'el', name: 'Greek', letters: /\p{Script=Greek}/gu },
  { lang: 'th', name: 'Thai', letters: /\p{Script=Thai}/gu },
  { lang: 'hi', name: 'Hindi', letters: /\p{Script=Devanagari}/gu },
];

/** Kana among Han, or letters that only Ukrainian or Persian have, decide at a smaller share than a whole script needs. */
const TELLING = new Set(['ja', 'uk', 'fa']);

/** Where every script above has its letters; most texts have none there and need no counting. */
const BEYOND_LATIN = /[\u0370-\u1fff\u2e80-\ud7ff\uf900-\ufaff]/;

function share(text: string, letters: RegExp): number {
  const all = text.match(/\p{L}/gu);
  const those = text.match(letters);
  return all && those ? those.length / all.length : 0;
}

/**
 * The language of a text as far as its script tells; undefined for Latin script, which tells nothing. Known wrong: other languages
 * in Cyrillic, Arabic or Devanagari are taken for the most common one.
 */
export function languageOf(text: string): { lang: string; name: string } | undefined {
  const sample = text.slice(0, 4000);
  if (!BEYOND_LATIN.test(sample)) return undefined;
  const found = SCRIPTS.find(
    ({ lang, letters }) => share(sample, letters) >= (TELLING.has(lang) ? 0.02 : 0.2),
  );
  return found && { lang: found.lang, name: found.name };
}
