import { isOnChain } from '../../reading/setting.ts';
import { doing, isDoing, isNear, type Rule } from '../rule.ts';

export const grantsSpending: Rule = {
  id: 'grants-spending',
  version: 2,
  category: 'Financial',
  facet: 'money_authority',
  says: 'signs for value or lets somebody spend it',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        (isDoing(act, 'sign') && (isNear(act, 'wallet', 'transaction') || isOnChain(reading))) ||
        (isDoing(act, 'accept', 'grant') && isNear(act, 'transaction') && isOnChain(reading)),
    ),
};
