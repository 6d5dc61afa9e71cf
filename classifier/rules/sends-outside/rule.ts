import { isAskingModel } from '../../reading/asking-model.ts';
import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const sendsOutside: Rule = {
  id: 'sends-outside',
  version: 2,
  category: 'Write',
  facet: 'external_comm',
  says: 'sends a message to somebody',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        (isDoing(act, 'send') && !isAskingModel(act)) || (isDoing(act, 'create', 'publish') && isTo(act, 'webhook')),
    ),
};
