import type { ClassifierInput } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import { type Normalised, normalise } from '../normalise.ts';

/** One string of the input under the dotted path by which it is cited. */
export interface Field extends Normalised {
  path: string;
  original: string;
}

/** Long texts are read this far; what a tool does is said before that. */
const MAX_LENGTH = 20_000;

export const field = (path: string, original: string): Field => ({
  path,
  original,
  ...normalise(original.slice(0, MAX_LENGTH)),
});

/** The words between two places of a field's normalised text, cut from the original. */
export function cite(source: Field, start: number, end: number, gloss?: string): Span {
  const from = source.at(start);
  const to = Math.max(source.at(end), from + 1);
  const quote = source.original.slice(from, to);
  const trimmed = quote.trimEnd();
  const span = { field: source.path, start: from, end: from + trimmed.length, quote: trimmed };
  return gloss === undefined ? span : { ...span, gloss };
}

const optional = (path: string, value: unknown): Field[] =>
  typeof value === 'string' && value !== '' ? [field(path, value)] : [];

/** Name, title, description and the server's words, as far as they are there. */
export function proseFields(input: ClassifierInput): Field[] {
  return [
    field('name', input.name),
    ...optional('title', input.title),
    ...optional('description', input.description),
    ...optional('server.name', input.server?.name),
    ...optional('server.description', input.server?.description),
  ];
}
