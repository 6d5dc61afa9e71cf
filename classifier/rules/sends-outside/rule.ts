import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const sendsOutside: Rule = {
  id: 'sends-outside',
  version: 1,
  category: 'Write',
  facet: 'external_comm',
  says: 'sends a message to somebody',
  ask: (reading) =>
    doing(
      reading,
      (act) => isDoing(act, 'send') || (isDoing(act, 'create', 'publish') && isTo(act, 'webhook')),
    ),
};
