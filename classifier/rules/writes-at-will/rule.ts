import { citing, type Rule } from '../rule.ts';

export const writesAtWill: Rule = {
  id: 'writes-at-will',
  version: 1,
  category: null,
  facet: 'sql_writes',
  says: 'is said to write or change tables as well',
  ask: ({ cues }) => citing(cues.of('write-modes')),
};
