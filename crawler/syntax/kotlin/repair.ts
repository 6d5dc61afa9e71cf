/**
 * The grammar does not read `return` with a value behind `->` or `else`. Without the word the value is read, and the branch is that
 * value: only the leaving is lost.
 */
export const withoutReturns = (text: string): string =>
  text.replace(
    /(->|\belse)([ \t]*\n?[ \t]*)return(@\w{1,80})?(?=[ \t]+[^\s}])/g,
    (_, before: string, space: string, label: string | undefined) =>
      before + space + ' '.repeat('return'.length + (label?.length ?? 0)),
  );
