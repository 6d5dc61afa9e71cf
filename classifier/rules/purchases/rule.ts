import { isSimulated } from '../../reading/setting.ts';
import { doing, isDoing, isHead, type Rule } from '../rule.ts';

export const purchases: Rule = {
  id: 'purchases',
  version: 1,
  category: 'Financial',
  facet: 'money_commits',
  says: 'buys something',
  ask: (reading) =>
    isSimulated(reading)
      ? { outcome: 'no' }
      : doing(reading, (act) => isDoing(act, 'purchase') && !isHead(act, 'status')),
};
