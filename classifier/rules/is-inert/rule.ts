import { citing, type Rule } from '../rule.ts';

export const isInert: Rule = {
  id: 'is-inert',
  version: 1,
  category: null,
  facet: 'inert',
  says: 'is said to do nothing yet',
  ask: ({ cues }) => citing(cues.of('inert')),
};
