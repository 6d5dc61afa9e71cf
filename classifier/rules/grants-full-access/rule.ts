import type { Span } from '#data/schema/evidence.ts';
import { cite } from '../../reading/field.ts';
import type { Parameter } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { grantsAccess } from '../grants-access/rule.ts';
import { citing, doing, isDoing, type Rule } from '../rule.ts';

const FULL = /\b(?:admin\w*|owner|root|superuser|full access|all permissions|wildcard|vaults?|secrets?)\b/i;

/** What somebody can be made. */
const RANK = /(?:role|access_?level|permission|privilege|rank)s?(?:_?names?)?$/i;
const HIGHEST = /^(?:\w+[_ -])?(?:admin\w*|owner|root|super_?user)$/i;
/** "New rank, such as 'admin'"; not what the caller has to be. */
const SUCH_AS =
  /(?<=(?:e\.g\.|such as|one of|like|or|:|,)[^.\n]{0,40})['"`](?:admin\w*|owner|superuser)['"`]/i;

function offers({ name, values, description, cite: named }: Parameter): Span[] {
  if (!RANK.test(name)) return [];
  if (values.some((value) => HIGHEST.test(value))) return [named];
  const match = description === undefined ? null : SUCH_AS.exec(description.text);
  return description === undefined || match === null
    ? []
    : [cite(description, match.index, match.index + match[0].length)];
}

/** A rank told of in the description's own list of arguments: "role_name: New role (e.g. 'admin')". */
function offersInProse({ fields, parameters }: Reading): Span[] {
  const source = fields.find(({ path }) => path === 'description');
  return parameters.flatMap(({ name }) => {
    const start = source?.text.indexOf(`${name}:`) ?? -1;
    if (source === undefined || start === -1 || !RANK.test(name)) return [];
    const match = SUCH_AS.exec(source.text.slice(start, start + 160));
    return match === null ? [] : [cite(source, start + match.index, start + match.index + match[0].length)];
  });
}

export const grantsFullAccess: Rule = {
  id: 'grants-full-access',
  version: 2,
  category: null,
  facet: 'privilege_admin',
  says: 'gives away administration, everything, or the place where secrets are kept',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) => isDoing(act, 'grant') && FULL.test(`${act.said} ${reading.description}`),
    );
    if (stated.outcome === 'yes' || grantsAccess.ask(reading).outcome !== 'yes') return stated;
    return citing([...reading.parameters.flatMap(offers), ...offersInProse(reading)]);
  },
};
