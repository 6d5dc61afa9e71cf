import { citing, type Rule } from '../rule.ts';

/** Further on it is said of an argument or an example. */
const EARLY = 240;

export const isInert: Rule = {
  id: 'is-inert',
  version: 2,
  category: null,
  facet: 'inert',
  says: 'is said to do nothing yet',
  ask: ({ cues }) =>
    citing(cues.of('inert').filter(({ field, start }) => !field.startsWith('inputSchema') && start < EARLY)),
};
