/** A documentation comment taken apart, as phpDocumentor does it. */
export interface DocBlock {
  /** The first paragraph. */
  summary: string;
  /** What follows it, up to the first tag. */
  body: string;
  /** By parameter, without `$`. */
  params: ReadonlyMap<string, { type: string; text: string }>;
}

const TAG = /^@(\w[\w-]*)[ \t]*(.*)$/;
const PARAM = /^(.*?)(?:^|[ \t]+)&?(?:\.\.\.)?\$(\w+)[ \t]*([\s\S]*)$/;

/** Lines of prose, and each tag with the lines that continue it. */
function split(doc: string): { prose: string[]; tags: [string, string][] } {
  const prose: string[] = [];
  const tags: [string, string][] = [];
  for (const line of doc.split('\n')) {
    const [, name, rest] = TAG.exec(line.trim()) ?? [];
    const last = tags.at(-1);
    if (name !== undefined) tags.push([name, rest ?? '']);
    else if (last) last[1] += `\n${line}`;
    else prose.push(line);
  }
  return { prose, tags };
}

/** The summary ends at a blank line, or with a full stop at the end of a line. */
function splitProse(lines: readonly string[]): { summary: string; body: string } {
  const end = lines.findIndex(
    (line, index) => line.trim() === '' || /\.\s*$/.test(line) || index === lines.length - 1,
  );
  return {
    summary: lines
      .slice(0, end + 1)
      .join('\n')
      .trim(),
    body: lines
      .slice(end + 1)
      .join('\n')
      .trim(),
  };
}

export function readDocBlock(doc: string): DocBlock {
  const { prose, tags } = split(doc);
  const params = tags.flatMap(([name, text]) => {
    const [, type, key, rest] = (name === 'param' && PARAM.exec(text)) || [];
    return key === undefined
      ? []
      : [[key, { type: (type ?? '').trim(), text: (rest ?? '').trim() }] as const];
  });
  return { ...splitProse(prose), params: new Map(params) };
}

/** The description that the SDKs make of it: summary and body with a blank line between; empty for none. */
export const describe = ({ summary, body }: DocBlock): string =>
  [summary, body].filter((part) => part !== '').join('\n\n');
