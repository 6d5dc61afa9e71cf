import { isAskingModel } from '../../reading/asking-model.ts';
import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

export const sendsOutside: Rule = {
  id: 'sends-outside',
  version: 3,
  category: 'Write',
  facet: 'external_comm',
  says: 'sends a message to somebody',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        (isDoing(act, 'send') && !isAskingModel(act)) ||
        (act.lemma === 'push' && isHead(act, 'message')) ||
        (isDoing(act, 'create', 'publish') && isTo(act, 'webhook')),
    ),
};
