import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const deletesOwnTrifle: Rule = {
  id: 'deletes-own-trifle',
  version: 1,
  category: null,
  facet: 'trivial_object',
  says: 'deletes only a small thing of the caller’s own',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'delete', 'remove', 'clear') &&
        isTo(act, 'small-own', 'cache') &&
        !isTo(act, 'file', 'identity', 'infrastructure', 'deployment'),
    ),
};
