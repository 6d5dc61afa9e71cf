import { doing, isDoing, type Rule } from '../rule.ts';

const REQUEST = /\b(?:pull[ _-]?requests?|merge[ _-]?requests?|prs?|mrs?)\b/i;

/** "Merge a draft to production": what runs is another thing afterwards. */
const LIVE = /\b(?:in)?to (?:the )?(?:production|prod|live)\b/;

export const mayTriggerRelease: Rule = {
  id: 'may-trigger-release',
  version: 2,
  category: null,
  facet: 'release',
  says: 'merges work, which may start a release',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        (isDoing(act, 'merge', 'accept') && REQUEST.test(act.said)) ||
        (isDoing(act, 'merge') && LIVE.test(act.rest)),
    ),
};
