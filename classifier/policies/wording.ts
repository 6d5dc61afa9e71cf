import type { Window } from '#data/schema/policy.ts';

const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Escapes what cannot be seen, or would turn the direction of writing: names come from outside. */
export function escapeInvisible(text: string, escapeCharacter: (character: string) => string): string {
  return text.replace(INVISIBLE, escapeCharacter);
}

/** A name from outside as it can stand in a sentence: what cannot be seen, or would break the line, is escaped. */
export function code(name: string): string {
  const visible = name.replace(
    /[\p{C}\p{Zl}\p{Zp}`]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  return `\`${visible}\``;
}

const MAX_NAMED = 3;

/** `a`, `b` and `c`; of a longer list the first names and how many more. */
export function codes(names: readonly string[]): string {
  const named = names.length > MAX_NAMED + 1 ? names.slice(0, MAX_NAMED) : names;
  const more = names.length - named.length;
  return joined([...named.map(code), ...(more > 0 ? [`${more} more`] : [])]);
}

/** The verb that goes with that many. */
export const are = (things: readonly unknown[]) => (things.length === 1 ? 'is' : 'are');

/** a, b and c */
export function joined(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** once, twice, 3 times */
export function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}

/** once an hour, 30 times a minute */
export const rate = (count: number, window: Window) =>
  `${times(count)} ${window === 'hour' ? 'an' : 'a'} ${window}`;

/** A text in quotation marks at the end of a sentence: its own full stop serves for both. */
export function quotedEnd(text: string): string {
  return /[.!?。]$/u.test(text) ? `“${text}”` : `“${text}”.`;
}
