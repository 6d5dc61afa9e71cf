import type { Span } from '#data/schema/evidence.ts';
import { cite } from '../../reading/field.ts';
import type { Parameter } from '../../reading/parameter.ts';
import { grantsAccess, makesAdmin } from '../grants-access/rule.ts';
import { citing, doing, isDoing, type Rule } from '../rule.ts';

const FULL = /\b(?:admin\w*|owner|root|superuser|full access|all permissions|wildcard|vaults?|secrets?)\b/i;

/** "Admin only": who may call it, not what is given. */
const WHO_CALLS =
  /\b(?:admins?|owners?)(?: or (?:admins?|owners?))?[ -]only\b|\brequires? [^.\n]{0,60}|\bonly (?:by )?(?:admins?|owners?)\b/gi;

/** What somebody can be made. */
const RANK = /(?:role|access_?level|permission|privilege|rank)s?(?:_?names?)?$/i;
const HIGHEST = /^(?:\w+[_ -])?(?:admin\w*|owner|root|super_?user)$/i;
/** "New rank, such as 'admin'"; not what the caller has to be. */
const SUCH_AS =
  /(?<=(?:e\.g\.|such as|one of|like|or|:|,)[^.\n]{0,40})['"`](?:admin\w*|owner|superuser)['"`]/i;

function offers({ name, values, about, cite: named }: Parameter): Span[] {
  if (!RANK.test(name)) return [];
  if (values.some((value) => HIGHEST.test(value))) return [named];
  const match = about === undefined ? null : SUCH_AS.exec(about.text);
  return about === undefined || match === null
    ? []
    : [cite(about, match.index, match.index + match[0].length)];
}

export const grantsFullAccess: Rule = {
  id: 'grants-full-access',
  version: 3,
  category: null,
  facet: 'privilege_admin',
  says: 'gives away administration, everything, or the place where secrets are kept',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) =>
        isDoing(act, 'grant') && FULL.test(`${act.said} ${reading.description.replace(WHO_CALLS, '')}`),
    );
    if (stated.outcome === 'yes' || grantsAccess.ask(reading).outcome !== 'yes') return stated;
    return citing([...makesAdmin(reading), ...reading.parameters.flatMap(offers)]);
  },
};
