import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const changesMoneySetting: Rule = {
  id: 'changes-money-setting',
  version: 1,
  category: null,
  facet: 'money_setting',
  says: 'changes a margin, payout, limit or billing setting',
  ask: (reading) =>
    doing(reading, (act) => isDoing(act, 'alter', 'configure') && isTo(act, 'margin-setting')),
};
