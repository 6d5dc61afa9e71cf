import { isObject } from '../../json-schema.ts';
import type { Act } from '../../reading/act.ts';
import { doing, isDoing, isHead, type Rule } from '../rule.ts';

/** What others notice, or what comes down with everything on it. */
const OUTWARD =
  /\b(?:live|broadcast\w*|stream(?:s|ing)?|publish\w*|server|host|machine|system|computer|database|cluster|services?|production|prod|deploy\w*|release|call|all|every\w*|emergency)\b/i;

const isContained = (act: Act) =>
  isDoing(act, 'stop', 'close', 'start', 'actuate', 'deploy', 'control') &&
  !/^(?:restart|reboot|relaunch|navigate.*|go (?:back|forward)|reload|deploy|publish|ship|release|install|upgrade|shutdown|shut down)$/.test(
    act.lemma,
  ) &&
  !isHead(act, 'media', 'compute-resource', 'infrastructure', 'agent', 'page') &&
  !OUTWARD.test(act.said);

/** Nothing to choose and nothing that leaves the program: what it does is the same every time. */
export const isFixedJob: Rule = {
  id: 'is-fixed-job',
  version: 2,
  category: null,
  facet: 'fixed_job',
  says: 'does one fixed thing, without an argument and with no effect outside',
  ask: (reading) => {
    const { inputSchema } = reading.input;
    const properties = inputSchema?.properties ?? {};
    if (inputSchema === undefined || !isObject(properties) || Object.keys(properties).length > 0)
      return { outcome: 'no' };
    if (reading.cues.has('irreversible') || !reading.acts.every(isContained)) return { outcome: 'no' };
    return doing(reading, isContained);
  },
};
