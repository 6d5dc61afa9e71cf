/** "category" finds "categories", "box" finds "boxes". */
const inflected = (word: string) =>
  word.endsWith('y') ? `${word.slice(0, -1)}(?:y|ies)` : `${word}(?:e?s)?`;

/** Longer nouns first: "order book" is no order. */
export const oneOf = (words: readonly string[]) =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map(inflected)
    .join('|');

export const anyOf = (words: readonly string[]) => new RegExp(`\\b(?:${oneOf(words)})\\b`, 'i');
export const everyOf = (words: readonly string[]) => new RegExp(`\\b(?:${oneOf(words)})\\b`, 'gi');
export const onlyOf = (words: readonly string[]) => new RegExp(`^(?:${oneOf(words)})$`, 'i');
/** The last noun of a phrase, not what is told of it behind another ("expenses by tag"). */
export const lastOf = (words: readonly string[]) =>
  new RegExp(`(?<!\\b(?:by|no|with|without|per|for|from|in|of) )\\b(?:${oneOf(words)})$`, 'i');
