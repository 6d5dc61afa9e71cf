import { arrayOf, objectOf, primitive, unknown, type Value } from './value.ts';

/** A value for what a JSON text holds. A text that is no JSON is unknown, and says so. */
export function fromJson(text: string): Value {
  try {
    return fromData(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return unknown(`no JSON: ${error.message}`);
    throw error;
  }
}

function fromData(data: unknown): Value {
  if (Array.isArray(data)) return arrayOf(data.map(fromData));
  if (typeof data === 'object' && data !== null) {
    return objectOf(Object.entries(data).map(([key, value]) => [key, fromData(value)]));
  }
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean' || data === null
    ? primitive(data)
    : unknown('no JSON');
}
