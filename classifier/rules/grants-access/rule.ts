import { doing, isDoing, isHead, type Rule } from '../rule.ts';

/** Words for a key that opens nothing. */
const NO_KEY =
  /\b(?:sessions?|foreign keys?|primary keys?|(?:cache|partition|sort|translation) keys?|design tokens?)$/i;
const ROLE =
  /\b(?:roles?|role assignments?|permission sets?|iam polic(?:y|ies)|permissions?) *(?:to|for|on)?\b/i;

export const grantsAccess: Rule = {
  id: 'grants-access',
  version: 2,
  category: 'Write',
  facet: 'privilege_grant',
  says: 'gives somebody access or a key',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'grant') ||
        (isDoing(act, 'create') &&
          isHead(act, 'credential') &&
          !isHead(act, 'status') &&
          !NO_KEY.test(act.said)) ||
        (isDoing(act, 'create', 'attach', 'alter', 'append') &&
          ROLE.test(act.said) &&
          /^(?:assign|attach|add|give|set|bind)$/.test(act.lemma)) ||
        (isDoing(act, 'create', 'attach') &&
          /\b(?:collaborator|db[ _-]?user|database user|admin|owner|share link|public link|access list)/i.test(
            act.said,
          )),
    ),
};
