import type { Location } from '#data/schema/location.ts';
import { dict, list, unknown, type Value } from '../../program/value.ts';

const MAX_DEPTH = 64;

/** A text of JSON as a value; unknown where it is none. */
export function fromJson(text: string | undefined, at: Location): Value {
  if (text === undefined) return unknown('');
  try {
    return asValue(JSON.parse(text), at, 0);
  } catch (error) {
    if (error instanceof SyntaxError) return unknown('');
    throw error;
  }
}

function asValue(json: unknown, at: Location, depth: number): Value {
  if (depth > MAX_DEPTH) return unknown('');
  if (Array.isArray(json)) return list(json.map((each) => asValue(each, at, depth + 1)));
  if (typeof json === 'object' && json !== null)
    return dict(
      Object.entries(json).map(([key, each]): [string, Value] => [key, asValue(each, at, depth + 1)]),
      at,
    );
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? json : null;
}
