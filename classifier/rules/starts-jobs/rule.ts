import type { Act } from '../../reading/act.ts';
import { doing, isDoing, isHead, isNear, isTo, type Rule } from '../rule.ts';

/** Creating or approving one of these sets it going. */
const STARTED = /\b(?:executions?|runs?|blocked)\b/i;

const isOnlyLooking = (act: Act) =>
  (isHead(act, 'inspection') || isNear(act, 'query-only-language')) && !isTo(act, 'code', 'command', 'agent');

export const startsJobs: Rule = {
  id: 'starts-jobs',
  version: 1,
  category: 'Execute',
  facet: 'starts_jobs',
  says: 'starts a job, a workflow or an agent whose effect depends on what is run',
  ask: (reading) =>
    doing(reading, (act) => {
      if (isOnlyLooking(act) || isHead(act, 'query', 'sql', 'status', 'plan')) return false;
      if (isDoing(act, 'run')) return true;
      if (isDoing(act, 'start') || (isDoing(act, 'alter') && act.lemma === 'assign'))
        return isTo(act, 'agent');
      return isDoing(act, 'create', 'accept') && isTo(act, 'job') && STARTED.test(act.span.quote);
    }),
};
