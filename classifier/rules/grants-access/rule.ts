import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

export const grantsAccess: Rule = {
  id: 'grants-access',
  version: 1,
  category: 'Write',
  facet: 'privilege_grant',
  says: 'gives somebody access or a key',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'grant') ||
        (isDoing(act, 'create') && isTo(act, 'credential') && !isHead(act, 'status')) ||
        (isDoing(act, 'create', 'attach') &&
          /\b(?:collaborator|db[ _-]?user|database user|admin|owner|share link|public link|access list)/i.test(
            act.span.quote,
          )),
    ),
};
