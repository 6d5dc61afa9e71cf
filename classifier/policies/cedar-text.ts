import { escapeInvisible } from './wording.ts';

const codePoint = (character: string) => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** A string as Cedar writes it; it must be well-formed. */
export function cedarQuoted(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, codePoint);
  return `"${escapeInvisible(escaped, codePoint)}"`;
}

/** A pattern of `like` that finds the text anywhere. */
export const cedarSearch = (text: string): string =>
  `"*${cedarQuoted(text).slice(1, -1).replaceAll('*', '\\*')}*"`;
