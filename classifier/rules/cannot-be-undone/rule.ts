import { citing, type Rule } from '../rule.ts';

export const cannotBeUndone: Rule = {
  id: 'cannot-be-undone',
  version: 1,
  category: null,
  facet: 'irreversible',
  says: 'cannot be undone, by its own words',
  ask: ({ cues }) => citing(cues.of('irreversible')),
};
