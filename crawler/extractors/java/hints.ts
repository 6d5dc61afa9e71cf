import type { Annotations } from '#data/schema/tool.ts';
import { asText, isKind, type Value } from '../../syntax/program/value.ts';

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

/** The hints that a value states: an annotation, a builder's result, an instance with its constructor's arguments by name. */
export function readHints(value: Value | undefined): Annotations {
  const fields = isKind(value, 'instance') ? value.fields : isKind(value, 'dict') ? value.entries : undefined;
  if (!fields) return {};
  const title = asText(fields.get('title'));
  const stated = HINTS.flatMap((hint) => {
    const said = fields.get(hint);
    return typeof said === 'boolean' ? [[hint, said] as const] : [];
  });
  return { ...(title !== undefined && title !== '' && { title }), ...Object.fromEntries(stated) };
}
