import type { ClassifierInput } from '#data/schema/classification.ts';

const MAX_TEXT = 4_000;
const MAX_SCHEMA = 6_000;
const MAX_SIBLINGS = 60;

/** Characters that could hide words or end the block are written as escapes. */
const UNSAFE = /[<>\p{Cf}\p{Cc}]/gu;

const escaped = (text: string) =>
  text.replace(UNSAFE, (character) =>
    character === '\n' ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );

/** The middle of a long text is left out, and the gap is marked. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor(limit / 2);
  return `${text.slice(0, half)} [… ${text.length - limit} characters left out …] ${text.slice(-half)}`;
}

/** The definition as data for a model: one field a line, bounded, nothing in it able to close the block that holds it. */
export function describeDefinition(input: ClassifierInput): string {
  const lines: [string, string | null | undefined][] = [
    ['name', input.name],
    ['title', input.title],
    ['description', input.description],
    ['inputSchema', input.inputSchema ? cut(JSON.stringify(input.inputSchema), MAX_SCHEMA) : null],
    ['annotations', input.annotations ? JSON.stringify(input.annotations) : null],
    ['server.name', input.server?.name],
    ['server.description', input.server?.description],
    ['siblings', input.siblings?.slice(0, MAX_SIBLINGS).join(', ')],
  ];
  return lines
    .flatMap(([field, text]) =>
      text ? [`${field}: ${escaped(cut(text, Math.max(MAX_TEXT, MAX_SCHEMA)))}`] : [],
    )
    .join('\n');
}
