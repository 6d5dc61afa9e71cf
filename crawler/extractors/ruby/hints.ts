import type { Annotations } from '#data/schema/tool.ts';
import { asText, isKind, type Value } from '../../syntax/program/value.ts';

const HINTS: Record<string, 'readOnlyHint' | 'destructiveHint' | 'idempotentHint' | 'openWorldHint'> = {
  read_only_hint: 'readOnlyHint',
  readOnlyHint: 'readOnlyHint',
  destructive_hint: 'destructiveHint',
  destructiveHint: 'destructiveHint',
  idempotent_hint: 'idempotentHint',
  idempotentHint: 'idempotentHint',
  open_world_hint: 'openWorldHint',
  openWorldHint: 'openWorldHint',
};

/** The hints a program states; empty for none. */
export function readHints(stated: ReadonlyMap<string, Value>): Annotations {
  const title = asText(stated.get('title'));
  const hints = [...stated].flatMap(([word, value]) =>
    Object.hasOwn(HINTS, word) && typeof value === 'boolean' ? [[HINTS[word], value] as const] : [],
  );
  return { ...(title !== undefined && { title }), ...Object.fromEntries(hints) };
}

/** Named arguments, or the one hash that stands for them. */
export const entriesOf = (
  args: readonly Value[],
  named: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> => {
  const [first] = args;
  return isKind(first, 'dict') ? new Map([...first.entries, ...named]) : named;
};
