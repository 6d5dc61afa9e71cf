import type { Span } from '#data/schema/evidence.ts';
import type { Field } from '../../reading/field.ts';
import { citing, type Rule } from '../rule.ts';

/** Tag characters have no honest use in a definition; one zero-width or bidi character may be an accident. */
const MANY = 3;

function hidden({ path, original, removed }: Field): Span[] {
  const isTagged = removed.some(({ kind }) => kind === 'tag');
  const counted =
    removed.filter(({ kind }) => kind !== 'look-alike').length >= MANY ||
    removed.some(({ kind }) => kind === 'look-alike');
  return isTagged || counted
    ? removed.map(({ start, end }) => ({ field: path, start, end, quote: original.slice(start, end) }))
    : [];
}

export const hidesInstructions: Rule = {
  id: 'hides-instructions',
  version: 1,
  category: null,
  facet: 'poison_marker',
  says: 'is described by words that are hidden or address the model against its user',
  ask: ({ cues, fields, parameters }) =>
    citing([
      ...cues.of('poison'),
      ...[...fields, ...parameters.flatMap(({ description }) => description ?? [])].flatMap(hidden),
    ]),
};
