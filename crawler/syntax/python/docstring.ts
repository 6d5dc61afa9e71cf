// Docstring styles: https://google.github.io/styleguide/pyguide.html#383-functions-and-methods,
// https://numpydoc.readthedocs.io/en/latest/format.html, https://www.sphinx-doc.org/en/master/usage/domains/python.html#info-field-lists
export interface ReadDocstring {
  /** The text before the parameters; all of it where no style is recognised. */
  summary: string;
  /** What is said of each parameter; empty where no style is recognised. */
  parameters: Map<string, string>;
}

const indentOf = (line: string) => line.length - line.trimStart().length;
const squash = (lines: readonly string[]) =>
  lines
    .map((line) => line.trim())
    .join('\n')
    .trim();

const GOOGLE_HEAD =
  /^(args|arguments|params|parameters|keyword args|keyword arguments|other args|other arguments|other parameters)\s*:\s*$/i;
const GOOGLE_ITEM = /^\*{0,2}([A-Za-z_]\w*)\s*(?:\([^)]{0,200}\))?\s*:\s*(.*)$/;

/** A heading, perhaps with a title, over an indented block: any such ends the summary. */
function isSection(line: string, next: string | undefined): boolean {
  return (
    /^\w[\w -]{0,60}:(\s.*)?$/.test(line) &&
    next !== undefined &&
    next.trim() !== '' &&
    indentOf(next) > indentOf(line)
  );
}

/** The indented block after a heading line. */
function blockAfter(lines: readonly string[], head: number): string[] {
  const base = indentOf(lines[head] ?? '');
  const rest = lines.slice(head + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && indentOf(line) <= base);
  return end < 0 ? rest : rest.slice(0, end);
}

function googleItems(block: readonly string[]): Map<string, string> {
  const indents = block.filter((line) => line.trim() !== '').map(indentOf);
  const level = Math.min(...indents);
  const items = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of block) {
    const match = indentOf(line) === level ? GOOGLE_ITEM.exec(line.trim()) : null;
    if (match?.[1] !== undefined) {
      current = [match[2] ?? ''];
      items.set(match[1], current);
    } else current?.push(line);
  }
  return new Map([...items].map(([name, text]) => [name, squash(text)]));
}

function readGoogle(lines: readonly string[]): ReadDocstring | undefined {
  const head = lines.findIndex((line) => GOOGLE_HEAD.test(line.trim()));
  if (head < 0) return undefined;
  const section = lines.findIndex((line, at) => isSection(line, lines[at + 1]));
  const end = section < 0 ? head : Math.min(head, section);
  return {
    summary: lines.slice(0, end).join('\n').trim(),
    parameters: googleItems(blockAfter(lines, head)),
  };
}

function readNumpy(lines: readonly string[]): ReadDocstring | undefined {
  const head = lines.findIndex(
    (line, at) => /^(Other )?Parameters$/i.test(line.trim()) && /^-{3,}$/.test((lines[at + 1] ?? '').trim()),
  );
  if (head < 0) return undefined;
  const parameters = new Map<string, string>();
  let name: string | undefined;
  for (const line of lines.slice(head + 2)) {
    if (/^-{3,}$/.test(line.trim())) break;
    const item = /^([A-Za-z_]\w*)\s*(:.*)?$/.exec(line);
    if (item?.[1] !== undefined) name = item[1];
    else if (name !== undefined && line.trim() !== '')
      parameters.set(name, [parameters.get(name), line.trim()].filter(Boolean).join('\n'));
  }
  return { summary: lines.slice(0, head).join('\n').trim(), parameters };
}

function readSphinx(lines: readonly string[]): ReadDocstring | undefined {
  const first = lines.findIndex((line) => /^:(param|parameter|arg|argument)\s/.test(line.trim()));
  if (first < 0) return undefined;
  const parameters = new Map<string, string>();
  let name: string | undefined;
  for (const line of lines.slice(first)) {
    const item = /^:(?:param|parameter|arg|argument)\s+(?:[^:]{0,200}\s)?(\w+)\s*:\s*(.*)$/.exec(line.trim());
    if (item?.[1] !== undefined) {
      name = item[1];
      parameters.set(name, item[2] ?? '');
    } else if (line.trim().startsWith(':')) name = undefined;
    else if (name !== undefined) parameters.set(name, `${parameters.get(name)}\n${line.trim()}`.trim());
  }
  return { summary: lines.slice(0, first).join('\n').trim(), parameters };
}

/** Reads a cleaned docstring in the first style in which it names parameters. */
export function readDocstring(text: string): ReadDocstring {
  const lines = text.split('\n');
  const read = [readGoogle, readNumpy, readSphinx]
    .map((style) => style(lines))
    .find((found) => found !== undefined && found.parameters.size > 0);
  return read ?? { summary: text, parameters: new Map() };
}
