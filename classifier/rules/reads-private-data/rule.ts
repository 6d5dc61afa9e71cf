import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const readsPrivateData: Rule = {
  id: 'reads-private-data',
  version: 1,
  category: null,
  facet: 'pii_read',
  says: 'hands back private messages, contacts, health, staff or account data',
  ask: (reading) => doing(reading, (act) => isDoing(act, 'read') && isTo(act, 'private')),
};
