import { isAskingUser } from '../../reading/asking-user.ts';
import { isGetRequest } from '../../reading/get-request.ts';
import { doing, isDoing, isDrawn, isHead, isNear, isTo, type Rule } from '../rule.ts';

export const onlyReads: Rule = {
  id: 'only-reads',
  version: 7,
  category: 'Read',
  facet: null,
  says: 'reads or computes and hands back the result',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        (act.lemma === 'open' && isTo(act, 'memory')) ||
        isDoing(act, 'read', 'compute', 'generate', 'do', 'ask') ||
        (isDoing(act, 'run', 'create') &&
          !isDrawn(act) &&
          (isHead(act, 'inspection', 'query', 'plan', 'inline-value') ||
            isNear(act, 'query-only-language'))) ||
        act.lemma === 'evaluate' ||
        isAskingUser(act) ||
        isGetRequest(reading, act),
    ),
};
