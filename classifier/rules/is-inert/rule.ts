import type { Span } from '#data/schema/evidence.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, type Rule } from '../rule.ts';

/** Further on it is said of an argument or an example. */
const EARLY = 240;

/** "Marking it twice is a no-op", "closing one that is not open does nothing": said of one case of a tool that does something in others. */
const NO_OP = /^(?:no-?op|does nothing)$/i;
const CASE =
  /\b(?:already|for|if|when|where|unless|otherwise|identical|unchanged|same|twice|again|repeat\w*|without|idempotent|(?:that|which) (?:is|are|was|were|has|have)(?: not|n't| no)?)\b|\bre-/i;
const isOneCase = ({ field, start, end, quote }: Span, { fields }: Reading) => {
  if (!NO_OP.test(quote)) return false;
  const text = fields.find(({ path }) => path === field)?.original ?? '';
  const before = text.slice(0, start).split(SENTENCE_END).at(-1) ?? '';
  const after = text.slice(end).split(SENTENCE_END, 1)[0] ?? '';
  return CASE.test(`${before} ${after}`);
};
const SENTENCE_END = /[.!?](?:\s|$)/;

export const isInert: Rule = {
  id: 'is-inert',
  version: 4,
  category: null,
  facet: 'inert',
  says: 'is said to do nothing yet',
  ask: (reading) =>
    citing(
      reading.cues
        .of('inert')
        .filter(
          (span) => !span.field.startsWith('inputSchema') && span.start < EARLY && !isOneCase(span, reading),
        ),
    ),
};
