import type { Act } from '../../reading/act.ts';
import { doing, isDoing, isHead, isNear, isTo, type Rule } from '../rule.ts';

const RUNNING = [
  'process',
  'container',
  'deployment',
  'compute-resource',
  'job',
  'infrastructure',
  'agent',
] as const;

/** A call that is ended and a search that is begun are no processes, unless one is named. */
const isOnlyText = (act: Act) =>
  !/^(?:step|continue)/.test(act.lemma) &&
  !isTo(act, ...RUNNING) &&
  (isNear(act, 'message') || isHead(act, 'inspection'));
/** A node of a drawing has a size too. */
const NODE = /\bnodes?$/i;
const BROWSER = /\bbrowser (?:sessions?|instances?|contexts?|process)$/i;
/** "Cancel a running render": whatever it is, it runs. */
const RUNS = /\b(?:running|in[- ]progress|ongoing|queued|current)\b/i;

export const controlsProcess: Rule = {
  id: 'controls-process',
  version: 3,
  category: 'Execute',
  facet: 'infra_control',
  says: 'starts, stops or resizes something that is running',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        (isDoing(act, 'start', 'stop', 'control') && !isOnlyText(act)) ||
        (act.lemma === 'resize' && isHead(act, 'compute-resource') && !NODE.test(act.said)) ||
        (isDoing(act, 'create', 'start') && BROWSER.test(act.said)) ||
        (isDoing(act, 'cancel') && RUNS.test(act.said)) ||
        (isDoing(act, 'cancel', 'rollback', 'restore', 'disable') &&
          isTo(act, 'job', 'process', 'deployment') &&
          !isTo(act, 'order', 'security-control')),
    ),
};
