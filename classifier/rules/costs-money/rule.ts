import { citing, type Rule } from '../rule.ts';

export const costsMoney: Rule = {
  id: 'costs-money',
  version: 1,
  category: null,
  facet: 'cost',
  says: 'uses something that is paid for',
  ask: ({ cues }) => citing(cues.of('costs-money')),
};
