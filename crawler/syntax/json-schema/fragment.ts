import type { JsonSchema } from '#data/schema/tool.ts';

/** A declared schema on its way to JSON Schema. */
export interface JsonFragment {
  json: JsonSchema;
  /** An object that has it need not give it. */
  optional: boolean;
  /** False where a part could not be read and is left out. */
  complete: boolean;
  /** The members of an object schema, kept for `extend`, `pick`, `shape`. */
  shape: ReadonlyMap<string, JsonFragment> | null;
  /** The schema inside an array, an optional or a default. */
  inner: JsonFragment | null;
}

export const fragment = (json: JsonSchema, rest: Partial<Omit<JsonFragment, 'json'>> = {}): JsonFragment => ({
  json,
  optional: false,
  complete: true,
  shape: null,
  inner: null,
  ...rest,
});

/** Anything may stand here, because what stands here could not be read. */
export const UNREAD: JsonFragment = fragment({}, { complete: false });
