import { doing, isDoing, type Rule } from '../rule.ts';

const REQUEST = /\b(?:pull[ _-]?requests?|merge[ _-]?requests?|prs?|mrs?)\b/i;

export const mayTriggerRelease: Rule = {
  id: 'may-trigger-release',
  version: 1,
  category: null,
  facet: 'release',
  says: 'merges work, which may start a release',
  ask: (reading) => doing(reading, (act) => isDoing(act, 'merge', 'accept') && REQUEST.test(act.said)),
};
