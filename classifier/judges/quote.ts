import type { ClassifierInput } from '#data/schema/classification.ts';
import type { Evidence } from '#data/schema/evidence.ts';
import { isObject } from '../json-schema.ts';

/** A quote of one letter stands everywhere and proves nothing; two Chinese characters are a word. */
const isTelling = (quote: string) => quote.trim().length >= (/\p{Script=Han}/u.test(quote) ? 2 : 3);

function fieldText(input: ClassifierInput, path: string): string | undefined {
  let value: unknown = input;
  for (const key of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return typeof value === 'string' ? value : undefined;
}

/** The quotes that stand in the field they name, by their first place there; the others are dropped. */
export function findQuotes(
  input: ClassifierInput,
  quotes: readonly { field: string; quote: string }[],
): Evidence[] {
  return quotes.flatMap(({ field, quote }) => {
    const start = isTelling(quote) ? (fieldText(input, field)?.indexOf(quote) ?? -1) : -1;
    return start < 0
      ? []
      : [
          {
            rule: 'second-reading',
            version: 1,
            outcome: 'yes' as const,
            field,
            start,
            end: start + quote.length,
            quote,
          },
        ];
  });
}
