import type { ClassifierInput } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const blank = (text: string, { start, end }: Span) =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

/** The value with the words at a path blanked; arguments and lists of values are blanked in their JSON text. */
function blankAt(value: unknown, path: readonly string[], span: Span): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    if (typeof value === 'string') return blank(value, span);
    return JSON.parse(blank(JSON.stringify(value), span));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === key ? blankAt(one, rest, span) : one]),
  );
}

/** The same definition without the words of a span. */
export function blanked(tool: ClassifierInput, span: Span): ClassifierInput {
  if (span.field === 'siblings') {
    const siblings = blank((tool.siblings ?? []).join('\n'), span).split('\n');
    return { ...tool, siblings: siblings.map((name) => name.trim()).filter((name) => name !== '') };
  }
  const changed = blankAt(tool, span.field.split('.'), span);
  return isRecord(changed) ? { ...tool, ...changed } : tool;
}
