import { citing, type Rule } from '../rule.ts';

export const canBeUndone: Rule = {
  id: 'can-be-undone',
  version: 1,
  category: null,
  facet: 'recoverable',
  says: 'can be undone, by its own words',
  ask: ({ cues }) => citing(cues.of('recoverable')),
};
