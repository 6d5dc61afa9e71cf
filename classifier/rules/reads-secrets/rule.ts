import type { Act } from '../../reading/act.ts';
import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

/** A list of secrets shows names; getting one shows its value. */
const isListing = (act: Act) =>
  act.lemma === 'list' || act.lemma === 'count' || act.lemma === 'check' || act.lemma === 'validate';

/** What is told about a secret without telling it. */
const ABOUT =
  /\b(?:permissions?|scopes?|expir\w+|metadata|types?|names?|status|restrictions?)\b|权限|権限|권한/iu;

/** The definition itself says that no value is shown. */
const WITHHELD =
  /\b(?:never|not) (?:be )?(?:return\w*|show\w*|includ\w*|expos\w*|reveal\w*)\b|\bno (?:secrets?|values?)\b|\b(?:secrets?|values?|psk|keys?) (?:is|are) (?:never|not)\b|\b(?:masked|redacted|sanitized|names only|keys only|metadata only)\b/i;

export const readsSecrets: Rule = {
  id: 'reads-secrets',
  version: 3,
  category: null,
  facet: 'secrets_read',
  says: 'hands back secret values',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'read', 'generate') &&
        isTo(act, 'secret') &&
        !WITHHELD.test(reading.description) &&
        !isListing(act) &&
        !ABOUT.test(act.said) &&
        !isHead(act, 'inspection'),
    ),
};
