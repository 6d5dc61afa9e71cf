import { Annotations } from '#data/schema/tool.ts';
import { toJson } from '../syntax/program/json.ts';
import { asText, isKind, type Value } from '../syntax/program/value.ts';

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

/** What may be said of how a tool behaves, by the specification's names, in the order constructors take it. */
export const HINT_ORDER = ['title', ...HINTS] as const;

/** Title and hints that a program states, asked for by the specification's names; empty for none. */
export function hintsFrom(said: (name: (typeof HINT_ORDER)[number]) => Value | undefined): Annotations {
  const title = asText(said('title'));
  const hints = HINTS.flatMap((name) => {
    const hint = said(name);
    return typeof hint === 'boolean' ? [[name, hint] as const] : [];
  });
  return { ...(title !== undefined && { title }), ...Object.fromEntries(hints) };
}

/** The hints of an object that calls them as the specification does. A title that is empty was left out. */
export function hintsOf(value: Value | undefined): Annotations {
  const said = saidBy(value);
  return hintsFrom((name) => (said.get(name) === '' ? undefined : said.get(name)));
}

/** Everything a value says by name: the fields of an instance, the entries of a dictionary; nothing for what is neither. */
export function saidBy(value: Value | undefined): ReadonlyMap<string, Value> {
  if (isKind(value, 'instance')) return value.fields;
  return isKind(value, 'dict') ? value.entries : new Map();
}

/** Annotations that a server without an SDK sends as they stand; empty for what no client would take. */
export function sentHints(value: Value | undefined): Annotations {
  const read = Annotations.safeParse(value === undefined ? {} : toJson(value).value);
  return read.success ? read.data : {};
}

/** `readOnlyHint` → `read_only_hint` */
export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `readOnlyHint` → `ReadOnlyHint` */
export const pascalCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
