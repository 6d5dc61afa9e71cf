import type { Reading } from '../../reading/reading.ts';
import { citing, type Rule } from '../rule.ts';

/** One of its actions leaves nothing to bring back. */
const FOR_GOOD = /perman|purge|expunge|empty_?(?:trash|bin)/i;
const mayBeForGood = ({ parameters }: Reading) =>
  parameters.some(({ values }) => values.some((value) => FOR_GOOD.test(value)));

export const canBeUndone: Rule = {
  id: 'can-be-undone',
  version: 2,
  category: null,
  facet: 'recoverable',
  says: 'can be undone, by its own words',
  ask: (reading) => citing(mayBeForGood(reading) ? [] : reading.cues.of('recoverable')),
};
