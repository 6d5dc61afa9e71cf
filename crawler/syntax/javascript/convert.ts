import { alternatives, likeliest } from './choice.ts';
import type { ArrayValue, ObjectValue, PrimitiveValue, Value } from './value.ts';

/** Longer text is not made: a program that doubles one in a loop ends here. */
export const MAX_TEXT = 1_000_000;

/** Nothing a server lists is deeper; a cycle ends here. */
const MAX_DEPTH = 40;

/** The text that JavaScript would make of a value; undefined where it is not known. */
export function toText(value: Value): string | undefined {
  if (value.kind === 'primitive') return String(value.value);
  if (value.kind === 'array') {
    if (value.partial) return undefined;
    const texts = value.elements.map((element) => toText(likeliest(element)));
    return texts.some((text) => text === undefined) ? undefined : texts.join(',');
  }
  return undefined;
}

/** What stands in a text for what is not known of it. */
export const HOLE = '…';
/** No description is longer. */
export const MAX_SKETCH = 20_000;

/** Text as far as it is known; a hole where nothing of it is. */
export function sketchOf(value: Value): string {
  const likely = likeliest(value);
  return toText(likely) ?? (likely.kind === 'unknown' ? likely.sketch : undefined) ?? HOLE;
}

/** The sketch of a text of which more is known than nothing. */
export function readSketch(value: Value | undefined): string | undefined {
  const likely = value && likeliest(value);
  const sketch = likely?.kind === 'unknown' ? likely.sketch : undefined;
  return sketch !== undefined && /\p{L}/u.test(sketch) ? sketch : undefined;
}

/** Keys of a Map, an object or `value[key]`, where the key is known. */
export function toKey(value: Value): string | undefined {
  const likely = likeliest(value);
  return likely.kind === 'primitive' ? String(likely.value) : undefined;
}

export interface Json {
  value: unknown;
  /** Something inside was not known and is left out. */
  complete: boolean;
}

function primitiveToJson({ value }: PrimitiveValue): Json {
  return { value: typeof value === 'bigint' ? Number(value) : value, complete: true };
}

function arrayToJson(value: ArrayValue, depth: number): Json {
  const parts = value.elements.flatMap((element) =>
    alternatives(element)
      .slice(0, 1)
      .map((each) => toJson(each.value, depth + 1)),
  );
  return {
    value: parts.map((part) => part.value).filter((part) => part !== undefined),
    complete: !value.partial && parts.every((part) => part.complete && part.value !== undefined),
  };
}

function objectToJson(value: ObjectValue, depth: number): Json {
  const entries: [string, unknown][] = [];
  let complete = !value.open;
  for (const [key, member] of value.properties) {
    const part = toJson(member, depth + 1);
    complete &&= part.complete;
    const known = part.value ?? (key === 'description' ? readSketch(member) : undefined);
    if (known !== undefined && key !== '__proto__') entries.push([key, known]);
  }
  return { value: Object.fromEntries(entries), complete };
}

/** A value as data. What is not known is left out and said so. */
export function toJson(value: Value, depth = 0): Json {
  const likely = likeliest(value);
  if (depth > MAX_DEPTH) return { value: undefined, complete: false };
  switch (likely.kind) {
    case 'primitive':
      return primitiveToJson(likely);
    case 'array':
      return arrayToJson(likely, depth);
    case 'object':
      return objectToJson(likely, depth);
    case 'schema':
      return { value: likely.schema.json, complete: likely.schema.complete };
    case 'function':
    case 'native':
      return { value: undefined, complete: true };
    default:
      return { value: undefined, complete: false };
  }
}
