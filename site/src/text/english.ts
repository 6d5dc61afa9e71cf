const number = new Intl.NumberFormat('en-GB');
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `1,204` */
export function formatNumber(value: number): string {
  return number.format(value);
}

/** `1 tool`, `1,204 tools` */
export function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${number.format(value)} ${value === 1 ? noun : plural}`;
}

/** `a Read`, `an Execute` */
export function withArticle(words: string): string {
  return `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;
}

/** `a, b and c` */
export function joinAll(words: readonly string[]): string {
  return list.format(words);
}

/** Ends with exactly the one mark it already has, or a full stop; starts with a capital. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?…。!?][)"'”’]?$/u.test(capital) ? capital : `${capital}.`;
}

/** Lower case at the start, unless the word is an acronym or a name with capitals inside. */
export function asClause(text: string): string {
  const trimmed = text.trim().replace(/\.$/, '');
  return /^[A-Z][a-z]*\b/.test(trimmed) ? trimmed.charAt(0).toLowerCase() + trimmed.slice(1) : trimmed;
}

/** `Ledger MCP server`; where the name already says a part of it, only the rest: never `MCP Server MCP Server`. */
export function serverTitle(name: string): string {
  if (/\bserver$/i.test(name)) return name;
  return /\bmcp\b/i.test(name) ? `${name} server` : `${name} MCP server`;
}
