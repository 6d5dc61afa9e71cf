import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const changesMoneySetting: Rule = {
  id: 'changes-money-setting',
  version: 2,
  category: null,
  facet: 'money_setting',
  says: 'changes a margin, payout, limit or billing setting',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'alter', 'configure', 'enable', 'disable', 'reset', 'create') &&
        isTo(act, 'margin-setting'),
    ),
};
