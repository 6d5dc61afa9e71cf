import type { Field } from './field.ts';

/** "- crate_ids (list[str], optional): which crates", on a line of its own or behind a sentence: an argument, and what is told of it up to the end of the line. */
const TOLD =
  /(?:^[ \t]*(?:[-*•][ \t]*)?[`"'*]{0,3}|(?<=[.,;:)] ))([\w$-]{1,60})[`"'*]{0,3}[ \t]*(?:\([^()\n]{0,80}\)[ \t]*)?(?::|[-–—] )[ \t]*(?=\S)/gm;

/** Text that stands somewhere in a longer one, cited by its place there. */
const partOf = (whole: Field, start: number, end: number): Field => ({
  ...whole,
  text: whole.text.slice(start, end),
  at: (index) => whole.at(start + index),
  removed: [],
});

/** What a description's own list of arguments says of each, by name; empty when it has no such list. */
export function readDocstring(source: Field | undefined, names: readonly string[]): Map<string, Field> {
  const told = new Map<string, Field>();
  if (source === undefined || names.length === 0 || !source.text.includes(':')) return told;
  const wanted = new Set(names);
  for (const match of source.text.matchAll(TOLD)) {
    const name = match[1];
    if (name === undefined || !wanted.has(name) || told.has(name)) continue;
    const start = match.index + match[0].length;
    const end = source.text.indexOf('\n', start);
    told.set(name, partOf(source, start, end === -1 ? source.text.length : end));
  }
  return told;
}
