import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const changesSecuritySettings: Rule = {
  id: 'changes-security-settings',
  version: 1,
  category: null,
  facet: 'privilege',
  says: 'changes a setting that protects something',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'alter', 'configure', 'disable', 'enable', 'create', 'remove') &&
        isTo(act, 'security-control'),
    ),
};
