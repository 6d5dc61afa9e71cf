import { doing, isDoing, type Rule } from '../rule.ts';

const LOOKING =
  /\b(?:analysis|analyses|assessment|scan|audit|trace|deep-?trace|diagnos\w+|benchmark|evaluation|report)\b/i;

export const onlyAnalyses: Rule = {
  id: 'only-analyses',
  version: 1,
  category: null,
  facet: 'analysis_job',
  says: 'starts a job that only looks',
  ask: (reading) => doing(reading, (act) => isDoing(act, 'run', 'start') && LOOKING.test(act.said)),
};
