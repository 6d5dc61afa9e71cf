import { isInMarket, isPaid } from '../../reading/setting.ts';
import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const cancelsCommitment: Rule = {
  id: 'cancels-commitment',
  version: 2,
  category: 'Destructive',
  facet: 'cancels',
  says: 'ends a committed order, contract or booking for good',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'cancel') &&
        (act.lemma === 'void' ||
          isTo(act, 'order', 'obligation', 'transaction', 'position') ||
          isInMarket(reading) ||
          (isTo(act, 'subscription') && isPaid(reading))),
    ),
};
