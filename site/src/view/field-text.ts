import type { Span } from '#data/schema/evidence.ts';
import type { ToolText } from '#data/schema/tool.ts';

/** What the classifier was given besides the definition: evidence may quote it. */
export interface Surroundings {
  server: { name: string; description: string };
  siblings: readonly string[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Follows a dotted path; a key may itself hold dots, so the longest key that fits goes first. */
function follow(value: unknown, path: readonly string[]): unknown {
  if (path.length === 0 || !isRecord(value)) return path.length === 0 ? value : undefined;
  for (let taken = path.length; taken > 0; taken--) {
    const key = path.slice(0, taken).join('.');
    const found = Object.hasOwn(value, key) ? follow(value[key], path.slice(taken)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The exact string that a span's `field` names (data/schema/evidence.ts); undefined where there is none. */
export function fieldText(
  field: string,
  tool: ToolText,
  { server, siblings }: Surroundings,
): string | undefined {
  if (field === 'siblings') return siblings.join('\n');
  const value = follow({ ...tool, server }, field.split('.'));
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether the quote stands where its span says. */
export function isVerbatim(span: Span, text: string | undefined): text is string {
  return text !== undefined && text.slice(span.start, span.end) === span.quote;
}

const ALTERNATIVE = /\.(?:anyOf|oneOf|allOf)\.\d+(?=\.)/g;

/** A field's name as readers say it. */
export function fieldLabel(field: string): string {
  const [, room, path] =
    /^inputSchema\.(properties|\$defs|definitions)\.(.+)$/.exec(field.replace(ALTERNATIVE, '')) ?? [];
  const words = path?.split('.properties.').join('.').split('.');
  const what = room === 'properties' ? 'parameter' : 'schema’s part';
  if (words && words.length > 1) return `${words.at(-1)} of the ${what} ${words.slice(0, -1).join('.')}`;
  const known: Record<string, string> = {
    name: 'name',
    title: 'title',
    description: 'description',
    'inputSchema.properties': 'parameters',
    siblings: 'names of the server’s other tools',
    'server.description': 'server’s own description (server text, not this tool’s)',
    'server.name': 'server’s name (server text, not this tool’s)',
  };
  return known[field] ?? field;
}
