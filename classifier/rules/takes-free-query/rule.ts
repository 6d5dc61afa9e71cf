import { queryArgument } from '../../reading/query-language.ts';
import { citing, isDoing, isNear, type Rule } from '../rule.ts';

export const takesFreeQuery: Rule = {
  id: 'takes-free-query',
  version: 1,
  category: null,
  facet: 'query_argument',
  says: 'takes a free query, and nothing proves that it only reads',
  ask: (reading) => {
    const argument = queryArgument(reading);
    const act = reading.acts.find(
      (one) =>
        isDoing(one, 'run', 'read', 'compute') &&
        isNear(one, 'sql', 'query') &&
        !isNear(one, 'query-only-language'),
    );
    return act === undefined || (argument === undefined && !isDoing(act, 'run'))
      ? { outcome: 'no' }
      : citing(argument === undefined ? [act.span] : [act.span, argument.cite]);
  },
};
