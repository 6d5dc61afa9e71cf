import type { Act } from '../../reading/act.ts';
import { citing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

/** A filter of a view is set again at once; one that is kept has rules in it. */
const isKept = (act: Act) => /\bfilters?$/i.test(act.said) && !isDoing(act, 'clear');

const isTrifle = (act: Act) =>
  isHead(act, 'small-own', 'cache') &&
  !isKept(act) &&
  !isHead(act, 'file', 'identity', 'infrastructure', 'deployment') &&
  !isTo(act, 'credential', 'security-control');

/** Name and description must agree that it is small: the milder of two readings lowers no level. */
export const deletesOwnTrifle: Rule = {
  id: 'deletes-own-trifle',
  version: 3,
  category: null,
  facet: 'trivial_object',
  says: 'deletes only a small thing of the caller’s own',
  ask: ({ acts, cues }) => {
    if (cues.has('irreversible') && !acts.some((act) => isHead(act, 'cache'))) return { outcome: 'no' };
    const deletions = acts.filter((act) => isDoing(act, 'delete', 'destroy', 'remove', 'clear'));
    const isAll = deletions.every((act) => isTrifle(act) || act.objects.size === 0);
    return citing(isAll ? deletions.filter(isTrifle).map(({ span }) => span) : []);
  },
};
