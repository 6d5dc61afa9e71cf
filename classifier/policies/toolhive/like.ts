import { cedarQuoted, cedarSearch } from '../cedar-text.ts';

/** A fixed beginning, then nothing, or one of some characters and after it none of some others: `^https://a\.b([/?#][^\s\\]*)?$`. */
const PREFIX_PATTERN = /^\^((?:[A-Za-z0-9:/_-]|\\\.)+)\(\[([/?#:]+)\]\[\^((?:\\s|\\\\)+)\]\*\)\?\$$/;

/** White space as RE2 has it. */
const WHITE_SPACE = ['\t', '\n', '\f', '\r', ' '];

const excludedBy = (classes: string) => [
  ...(classes.includes('\\s') ? WHITE_SPACE : []),
  ...(classes.replaceAll('\\s', '') === '' ? [] : ['\\']),
];

const anyOf = (parts: readonly string[]) => (parts.length === 1 ? parts.join('') : `(${parts.join(' || ')})`);

/**
 * What a regular expression says, in Cedar, which has none: `like` with stars. Only for the one shape that an allow-list of addresses
 * has; undefined for any other.
 */
export function likeExpression(pattern: string, value: string): string | undefined {
  const [, escaped, next, excluded] = PREFIX_PATTERN.exec(pattern) ?? [];
  if (escaped === undefined || next === undefined || excluded === undefined) return undefined;
  const prefix = escaped.replaceAll('\\.', '.');
  const begins = [...next].map(
    (character) => `${value} like ${cedarQuoted(`${prefix}${character}`).slice(0, -1)}*"`,
  );
  const clean = excludedBy(excluded).map((character) => `!(${value} like ${cedarSearch(character)})`);
  return `(${value} == ${cedarQuoted(prefix)} || (${[anyOf(begins), ...clean].join(' && ')}))`;
}
