import type { Location } from '#data/schema/location.ts';
import { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment, UNREAD } from '../json-schema/fragment.ts';
import { asText, type Dict, dict, type Instance, isKind, list, UNKNOWN, type Value } from './value.ts';

export interface ReadJson {
  value: unknown;
  /** False where a part could not be read and is left out. */
  complete: boolean;
}

/** How a library writes an instance: as another value, whose own parts may be instances again. */
export type WriteInstance = (instance: Instance) => Dict | boolean;

/** Deeper values than that are left out: instances may hold each other. */
const MAX_WRITTEN_DEPTH = 24;
/** Deeper JSON than that is left unknown. */
const MAX_READ_DEPTH = 64;

/** What instances keep for models, and no program wrote. */
const NOT_SAID: ReadonlySet<string> = new Set(['$args', '$super', '$name']);
const UNREADABLE: ReadJson = { value: undefined, complete: false };

/** An instance as its fields. */
export const byFields: WriteInstance = ({ fields }) =>
  dict([...fields].filter(([name]) => !NOT_SAID.has(name)));

/** A value as JSON. What only a run would tell is left out. */
export const toJson = (value: Value, writeInstance = byFields): ReadJson => write(value, writeInstance, 0);

function write(value: Value, writeInstance: WriteInstance, depth: number): ReadJson {
  if (value === null || typeof value === 'number' || typeof value === 'boolean')
    return { value, complete: true };
  const text = asText(value);
  if (text !== undefined) return { value: text, complete: true };
  if (depth > MAX_WRITTEN_DEPTH) return UNREADABLE;
  const inner = (part: Value) => write(part, writeInstance, depth + 1);
  if (isKind(value, 'list')) return writeList(value.items.map(inner), !value.open);
  if (isKind(value, 'dict'))
    return writeObject(
      [...value.entries].map(([key, each]) => [key, inner(each)]),
      !value.open,
    );
  return isKind(value, 'instance') ? write(writeInstance(value), writeInstance, depth) : UNREADABLE;
}

function writeList(items: readonly ReadJson[], complete: boolean): ReadJson {
  return {
    value: items.filter((each) => each.value !== undefined).map((each) => each.value),
    complete: complete && items.every((each) => each.complete),
  };
}

function writeObject(entries: readonly [string, ReadJson][], complete: boolean): ReadJson {
  const known = entries.filter(([, each]) => each.value !== undefined);
  return {
    value: Object.fromEntries(known.map(([key, each]) => [key, each.value])),
    complete: complete && entries.every(([, each]) => each.complete),
  };
}

/** A value that is JSON Schema already, once it is written. */
export const schemaFrom = (value: Value, writeInstance = byFields): JsonFragment =>
  asSchema(toJson(value, writeInstance));

/** JSON that is a schema already; unread where it is none. */
export function asSchema({ value, complete }: ReadJson): JsonFragment {
  const parsed = JsonSchema.safeParse(value);
  return parsed.success ? fragment(parsed.data, { complete }) : UNREAD;
}

/** A text as JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** JSON as a value of a program, its objects made at `at`. What is no JSON is unknown. */
export const fromJson = (json: unknown, at: Location | null = null): Value => read(json, at, 0);

function read(json: unknown, at: Location | null, depth: number): Value {
  if (json === null || typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean')
    return json;
  if (depth > MAX_READ_DEPTH || typeof json !== 'object') return UNKNOWN;
  if (Array.isArray(json)) return list(json.map((each) => read(each, at, depth + 1)));
  return dict(
    Object.entries(json).map(([key, each]) => [key, read(each, at, depth + 1)]),
    at,
  );
}

/** What a text of JSON says, as a value of a program; unknown where it is none. */
export function readText(text: string | undefined, at: Location | null = null): Value {
  return text === undefined ? UNKNOWN : fromJson(parseJson(text), at);
}
