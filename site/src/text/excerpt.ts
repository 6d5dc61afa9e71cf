import { spellUnseen } from './unseen.ts';

/** Samples of code say nothing in one line of prose. */
const FENCED = /(`{3,}|~{3,})[\s\S]*?(?:\1|$)/g;
/** Signs that stand within words and between them, and those that begin a line. */
const INLINE = /[*`]+/g;
const MARKUP = /[#>]+|^\s*[-+]\s+|\s+[-+]\s+/gm;
/** Emoji and signs before the first word. */
const ORNAMENT = /^[\p{S}\p{M}\s–—•·:-]+/u;
const words = new Intl.Segmenter('en', { granularity: 'word' });

/** Enough of a text to shorten: white space and markdown signs take little of what people write. */
const MAX_READ = 10_000;

/** One line of plain text, markdown signs dropped. */
function flatten(text: string): string {
  const prose = spellUnseen(text.slice(0, MAX_READ)).replace(FENCED, ' ').replace(INLINE, '');
  return prose.replace(MARKUP, ' ').replace(/\s+/g, ' ').trim();
}

/**
 * The beginning of a text on one line, at most `maxLength` UTF-16 units, ended between words (also in scripts that write none
 * apart) with an ellipsis. Empty for an empty text.
 */
export function excerpt(text: string, maxLength: number): string {
  const line = flatten(text);
  if (line.length <= maxLength) return line;
  let end = 0;
  for (const { index, segment } of words.segment(line.slice(0, maxLength + 40))) {
    if (index + segment.length > maxLength - 1) break;
    end = index + segment.length;
  }
  return `${line.slice(0, end).replace(/[\s,;:,、;(]+$/u, '')}…`;
}

/** The first sentence of a text, or an excerpt of it where that is longer than `maxLength`. */
export function firstSentence(text: string, maxLength: number): string {
  const paragraph = text
    .trim()
    .split(/\n\s*\n|\n\s*[-*#•📋]/u, 1)
    .join('');
  const line = flatten(paragraph).replace(ORNAMENT, '');
  const end = /[.!?](?=\s|$)|[。!?]/u.exec(line);
  const sentence = end ? line.slice(0, end.index + 1) : line;
  return excerpt(sentence, maxLength);
}
