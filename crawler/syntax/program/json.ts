import { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment, UNREAD } from '../json-schema/fragment.ts';
import { asText, isKind, type Value } from './value.ts';

export interface ReadJson {
  value: unknown;
  /** False where a part could not be read and is left out. */
  complete: boolean;
}

const MAX_DEPTH = 24;

/** What instances keep for models, and no program wrote. */
const NOT_SAID: ReadonlySet<string> = new Set(['$args', '$super', '$name']);
const UNREADABLE: ReadJson = { value: undefined, complete: false };

/** A value as JSON. What only a run would tell is left out; instances are their fields. */
export function toJson(value: Value, depth = 0): ReadJson {
  if (value === null || typeof value === 'number' || typeof value === 'boolean')
    return { value, complete: true };
  const text = asText(value);
  if (text !== undefined) return { value: text, complete: true };
  if (depth > MAX_DEPTH) return UNREADABLE;
  if (isKind(value, 'list')) return listToJson(value.items, !value.open, depth);
  if (isKind(value, 'dict')) return entriesToJson(value.entries, !value.open, depth);
  if (isKind(value, 'instance')) return entriesToJson(value.fields, true, depth);
  return UNREADABLE;
}

function listToJson(items: readonly Value[], complete: boolean, depth: number): ReadJson {
  const read = items.map((item) => toJson(item, depth + 1));
  return {
    value: read.filter((each) => each.value !== undefined).map((each) => each.value),
    complete: complete && read.every((each) => each.complete),
  };
}

function entriesToJson(entries: ReadonlyMap<string, Value>, complete: boolean, depth: number): ReadJson {
  const own = [...entries].filter(([key]) => !NOT_SAID.has(key));
  const read = own.map(([key, value]) => [key, toJson(value, depth + 1)] as const);
  const known = read.filter(([, each]) => each.value !== undefined);
  return {
    value: Object.fromEntries(known.map(([key, each]) => [key, each.value])),
    complete: complete && read.every(([, each]) => each.complete),
  };
}

/** A dictionary that is JSON Schema already. */
export function schemaFrom(value: Value): JsonFragment {
  const { value: json, complete } = toJson(value);
  const parsed = JsonSchema.safeParse(json);
  return parsed.success ? fragment(parsed.data, { complete }) : UNREAD;
}
