import type { Span } from '#data/schema/evidence.ts';
import { isSpaceless } from './word.ts';

/** Between the verb and what it is said of: "run a safe, read-only query". Behind the noun it may be anybody's addition. */
export const isSaidOf = (claim: Span, { field, start, end, quote }: Span) =>
  claim.field === field &&
  claim.start >= start &&
  claim.end < end &&
  /^\s?\p{L}/u.test(quote.slice(claim.end - start)) &&
  isLead(quote.slice(0, claim.start - start));

const MAX_WORDS = 3;

/** The verb and a word or two, without the end of a clause. */
const isLead = (text: string) => wordsIn(text) <= MAX_WORDS && !/[，。；.;]/.test(text);

/** Where words are not parted, three letters count as one. */
const wordsIn = (text: string) =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .reduce((sum, part) => sum + (isSpaceless(part) ? Math.ceil(part.length / LETTERS) : 1), 0);
const LETTERS = 3;
