import type { Act } from '../../reading/act.ts';
import { doing, isDoing, isTo, names, type Rule } from '../rule.ts';

/** Policies and securities that protect nothing: how long a backup is kept, a share that is traded. */
const OTHER =
  /\b(?:backup|retention|lifecycle|refund|return|shipping|pricing|timeout|scaling|autoscaling|schedul\w+|data retention|insurance|leave|travel|expense|escalation|rotation|custom|fulfillment|cleanup|restart|update) polic(?:y|ies)\b|\b(?:a|new) security(?: \(|$)|root squash/i;

/** To lock a document loosens nothing; to take its lock off does. */
const LOCK = /\bpasswords?(?: protection)?\b/i;
const locks = (act: Act) => isDoing(act, 'alter', 'configure', 'create') && LOCK.test(act.said);

/** "Remove protection from a yard gate": whatever it protected is open. */
const GUARD = /\bprotections?(?: (?:rules?|settings?))?$/i;
const opens = (act: Act) => isDoing(act, 'remove', 'disable', 'detach') && names(act, GUARD);

export const changesSecuritySettings: Rule = {
  id: 'changes-security-settings',
  version: 6,
  category: null,
  facet: 'privilege',
  says: 'changes a setting that protects something',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        opens(act) ||
        ((isDoing(act, 'alter', 'configure', 'disable', 'create', 'remove', 'detach') ||
          act.lemma === 'deactivate') &&
          isTo(act, 'security-control') &&
          !OTHER.test(act.said) &&
          !locks(act)),
    ),
};
