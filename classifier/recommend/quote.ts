import type { Span } from '#data/schema/evidence.ts';
import type { ToolText } from '#data/schema/tool.ts';
import { isObject } from '../json-schema.ts';

/** The string at a dotted path whose keys may themselves hold dots, else its JSON text; undefined where there is nothing. */
function findText(value: unknown, path: readonly string[]): string | undefined {
  if (path.length === 0) return typeof value === 'string' ? value : JSON.stringify(value);
  if (!isObject(value)) return undefined;
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join('.');
    const text = Object.hasOwn(value, key) ? findText(value[key], path.slice(length)) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Whether these words stand in the definition itself, at these very places. Words of the server or of siblings do not count. */
export function isQuoted(definition: ToolText, span: Span | null): boolean {
  if (span === null || span.quote.trim() === '') return false;
  return findText(definition, span.field.split('.'))?.slice(span.start, span.end) === span.quote;
}
