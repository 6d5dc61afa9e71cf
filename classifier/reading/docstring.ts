import type { Field } from './field.ts';

/** "- crate_ids (list[str], optional): which crates": an argument and what is told of it, up to the end of its line. */
const LINE =
  /^[ \t]*(?:[-*•][ \t]*)?[`"'*]{0,3}([\w$-]{1,60})[`"'*]{0,3}[ \t]*(?:\(([^()\n]{0,80})\)[ \t]*)?(?::|[-–—] )[ \t]*(\S[^\n]*)$/gm;

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
  for (const match of source.text.matchAll(LINE)) {
    const [line, name = '', , said = ''] = match;
    const start = match.index + line.length - said.length;
    if (wanted.has(name) && !told.has(name)) told.set(name, partOf(source, start, start + said.length));
  }
  return told;
}
