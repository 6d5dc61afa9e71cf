import { doing, isDoing, isNear, isTo, type Rule } from '../rule.ts';

const RUNNING = [
  'process',
  'container',
  'deployment',
  'compute-resource',
  'job',
  'infrastructure',
  'agent',
] as const;

export const controlsProcess: Rule = {
  id: 'controls-process',
  version: 2,
  category: 'Execute',
  facet: 'infra_control',
  says: 'starts, stops or resizes something that is running',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        (isDoing(act, 'start', 'stop', 'control') && !(isNear(act, 'message') && !isTo(act, ...RUNNING))) ||
        (act.lemma === 'resize' && isTo(act, 'compute-resource')) ||
        (isDoing(act, 'cancel', 'rollback', 'restore', 'disable') &&
          isTo(act, 'job', 'process', 'deployment') &&
          !isTo(act, 'order', 'security-control')),
    ),
};
