import { doing, isDoing, type Rule } from '../rule.ts';

export const publishes: Rule = {
  id: 'publishes',
  version: 1,
  category: 'Write',
  facet: 'public_exposure',
  says: 'makes something visible to others',
  ask: (reading) => doing(reading, (act) => isDoing(act, 'publish')),
};
