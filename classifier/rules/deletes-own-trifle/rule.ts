import type { Span } from '#data/schema/evidence.ts';
import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, describes, isDoing, isHead, isTo, type Rule } from '../rule.ts';

/** A filter of a view is set again at once; one that is kept has rules in it. */
const isKept = (act: Act) => /\bfilters?$/i.test(act.said) && !isDoing(act, 'clear');

/** "A draft invoice": it is not out yet. */
const DRAFT = /\b(?:drafts?|unsent|unpublished)\b/i;

const isTrifle = (act: Act) =>
  (isHead(act, 'small-own', 'cache') || DRAFT.test(act.said)) &&
  !isKept(act) &&
  !isHead(act, 'file', 'identity', 'infrastructure', 'deployment') &&
  !isTo(act, 'credential', 'security-control');

/** Nothing is said of what goes; an action that is only called "delete" deletes what the tool is named after. */
const isUntold = ({ name }: Reading, { objects, source }: Act) =>
  objects.size === 0 && (source !== 'enum' || name.objects.has('small-own'));

/** "Only works for draft orders": nothing that is out can be deleted. */
const ONLY_DRAFTS = /\bonly (?:works (?:for|on|with) |for |deletes )?(?:\w+ ){0,2}drafts?\b/i;

const onlyDrafts = (reading: Reading): Span[] =>
  reading.acts.every((act) => isDoing(act, 'delete', 'destroy', 'remove', 'clear'))
    ? describes(reading, ONLY_DRAFTS)
    : [];

/** Name and description must agree that it is small: the milder of two readings lowers no level. */
export const deletesOwnTrifle: Rule = {
  id: 'deletes-own-trifle',
  version: 4,
  category: null,
  facet: 'trivial_object',
  says: 'deletes only a small thing of the caller’s own',
  ask: (reading) => {
    const deletions = reading.acts.filter((act) => isDoing(act, 'delete', 'destroy', 'remove', 'clear'));
    const drafts = onlyDrafts(reading);
    if (drafts.length > 0) return citing([...deletions.map(({ span }) => span), ...drafts]);
    const isAll = deletions.every((act) => isTrifle(act) || isUntold(reading, act));
    return citing(isAll ? deletions.filter(isTrifle).map(({ span }) => span) : []);
  },
};
