import { asText, dict, isKind, list, type Value } from './value.ts';

/** A JSON value as a Python one. */
export function fromJson(json: unknown): Value {
  if (json === null || typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean')
    return json;
  if (Array.isArray(json)) return list(json.map(fromJson));
  return typeof json === 'object'
    ? dict(Object.entries(json).map(([key, value]) => [key, fromJson(value)]))
    : null;
}

const MAX_DEPTH = 60;

/** A Python value as JSON; undefined where a part of it is not known. Keys may have any name: they are defined, never assigned. */
export function toJson(value: Value, depth = 0): unknown {
  const text = asText(value);
  if (text !== undefined) return text;
  if (value === null || typeof value !== 'object') return value;
  if (depth > MAX_DEPTH) return undefined;
  if (isKind(value, 'list'))
    return value.items.map((item) => toJson(item, depth + 1)).filter((item) => item !== undefined);
  if (isKind(value, 'unknown') && value.fallback !== undefined) return toJson(value.fallback, depth + 1);
  if (!isKind(value, 'dict')) return enumValue(value, depth);
  const pairs = [...value.entries.values()].map(
    ({ key, value: held }) => [asText(key), toJson(held, depth + 1)] as const,
  );
  return Object.fromEntries(pairs.filter(([key, held]) => key !== undefined && held !== undefined));
}

/** Whether `toJson` leaves nothing out. */
export function isKnown(value: Value, depth = 0): boolean {
  if (asText(value) !== undefined || value === null || typeof value !== 'object') return true;
  if (depth > MAX_DEPTH) return false;
  if (isKind(value, 'list')) return !value.open && value.items.every((item) => isKnown(item, depth + 1));
  if (isKind(value, 'unknown')) return value.fallback !== undefined && isKnown(value.fallback, depth + 1);
  if (!isKind(value, 'dict')) return enumValue(value, depth) !== undefined;
  return !value.open && [...value.entries.values()].every(({ value: held }) => isKnown(held, depth + 1));
}

function enumValue(value: Value, depth: number): unknown {
  const held =
    isKind(value, 'instance') && isKind(value.of, 'class') ? value.attributes.get('value') : undefined;
  return held === undefined ? undefined : toJson(held, depth + 1);
}

export function isJsonObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
