import { doing, isDoing, type Rule } from '../rule.ts';

const FULL = /\b(?:admin\w*|owner|root|superuser|full access|all permissions|wildcard|vaults?|secrets?)\b/i;

export const grantsFullAccess: Rule = {
  id: 'grants-full-access',
  version: 1,
  category: null,
  facet: 'privilege_admin',
  says: 'gives away administration, everything, or the place where secrets are kept',
  ask: (reading) =>
    doing(reading, (act) => isDoing(act, 'grant') && FULL.test(`${act.said} ${reading.description}`)),
};
