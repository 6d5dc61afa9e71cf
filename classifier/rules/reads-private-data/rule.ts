import { citing, doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

export const readsPrivateData: Rule = {
  id: 'reads-private-data',
  version: 2,
  category: null,
  facet: 'pii_read',
  says: 'hands back private messages, contacts, health, staff or account data',
  ask: (reading) => {
    const stated = doing(reading, (act) => isDoing(act, 'read') && isTo(act, 'private'));
    const { act } = reading.name;
    if (stated.outcome === 'yes' || act === undefined || !isDoing(act, 'read')) return stated;
    return isTo(act, 'private') && isHead(act, 'private', 'status') ? citing([act.span]) : { outcome: 'no' };
  },
};
