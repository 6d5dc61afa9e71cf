import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const revokes: Rule = {
  id: 'revokes',
  version: 1,
  category: 'Destructive',
  facet: 'revokes',
  says: 'takes away a key, a token or a permission',
  ask: (reading) => doing(reading, (act) => isDoing(act, 'revoke') && !isTo(act, 'message')),
};
