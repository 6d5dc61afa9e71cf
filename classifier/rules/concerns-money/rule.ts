import { isInMarket, isPaid } from '../../reading/setting.ts';
import { doing, isTo, type Rule } from '../rule.ts';

export const concernsMoney: Rule = {
  id: 'concerns-money',
  version: 1,
  category: null,
  facet: 'money',
  says: 'is about money, orders or prices',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isTo(act, 'money', 'obligation', 'margin-setting', 'exposure', 'value-act') ||
        (isTo(act, 'order', 'position', 'wallet') && isInMarket(reading)) ||
        (isTo(act, 'price-list', 'subscription') && isPaid(reading)),
    ),
};
