import type { Span } from '#data/schema/evidence.ts';
import type { Act } from '../../reading/act.ts';
import { isSwitch, snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isHead, isTo, names, orElse, type Rule, toldOf } from '../rule.ts';
import { letsIn } from './let-in.ts';

/** Words for a key that opens nothing. */
const NO_KEY =
  /\b(?:sessions?|(?:exemption|tax|gift|course|completion|insurance|birth) certificates?|foreign keys?|primary keys?|(?:cache|partition|sort|translation) keys?|design tokens?)$/i;
/** The old one is good for nothing from then on, the new one opens. */
const ANEW = /^(?:rotate|reissue|roll)$/;
const makesKey = (act: Act) =>
  (isDoing(act, 'create') || ANEW.test(act.lemma)) &&
  isHead(act, 'credential') &&
  !isHead(act, 'status') &&
  !names(act, NO_KEY);

/** Given as a present, it opens nothing. */
const GIFT = /\b(?:items?|coins?|credits?|points?|badges?|rewards?|achievements?|bonus(?:es)?|leave)$/i;

const ROLE =
  /\b(?:roles?|role assignments?|permission sets?|iam polic(?:y|ies)|permissions?) *(?:to|for|on)?\b/i;
const ASSIGNING = /^(?:assign|attach|add|give|set|bind)$/;
const assigns = (act: Act) =>
  isDoing(act, 'create', 'attach', 'alter', 'append') && ASSIGNING.test(act.lemma) && ROLE.test(act.said);

const RIGHTS = /permission|privilege|scope/i;
/** A role that is made or changed with its rights. */
const makesRole = ({ parameters }: Reading, act: Act) =>
  isDoing(act, 'create', 'alter') &&
  /\broles?$/i.test(act.said) &&
  parameters.some(({ name }) => RIGHTS.test(name));

/** "admin: 0 or 1" of somebody's account. */
const RANK = /^(?:is_|make_|set_)?(?:admin|administrator|super_?user|superadmin|staff|root|owner)$/;
const SOMEBODY = /\b(?:users?|accounts?|members?|logins?|operators?|collaborators?|employees?)$/i;
export function makesAdmin({ acts, parameters }: Reading): Span[] {
  const act = acts.find(
    (one) => isDoing(one, 'create', 'alter') && (isTo(one, 'login') || names(one, SOMEBODY)),
  );
  const rank = parameters.find((one) => RANK.test(snake(one.name)) && isSwitch(one));
  return act === undefined || rank === undefined ? [] : [act.span, rank.cite];
}

/** "Create a store … returns an API key": the key comes with the account. */
const KEY_COMES =
  /\b(?:returns?|gets?|receives?|issues?|sets? up|mints?)\b[^.\n]{0,40}\bapi (?:keys?|credentials?)\b/i;
const handsKey = (reading: Reading) => toldOf(reading, (act) => isDoing(act, 'create', 'store'), KEY_COMES);

/** Who may do what, and who belongs to those who may. */
const WHO_MAY =
  /\b(?:permissions?(?: (?:target|scheme|set|resource|override|polic)\w*)?|acls?|access control lists?|access (?:rights?|rules?|levels?|settings?)|(?:admin|user|group|member) rights|privileges|rights|(?:group|team|organi[sz]ation|member)(?:'s)? (?:members|memberships?|groups|roles?))(?: \(\w+\))?(?=$| (?:of|for|on) )/i;
const changesRights = (act: Act) =>
  isDoing(act, 'alter', 'configure', 'manage', 'create', 'merge', 'session') && WHO_MAY.test(act.said);

export const grantsAccess: Rule = {
  id: 'grants-access',
  version: 5,
  category: 'Write',
  facet: 'privilege_grant',
  says: 'gives somebody access or a key',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) =>
        (isDoing(act, 'grant') && !GIFT.test(act.said)) ||
        makesKey(act) ||
        assigns(act) ||
        letsIn(act) ||
        changesRights(act) ||
        makesRole(reading, act),
    );
    return orElse(
      orElse(stated, () => makesAdmin(reading)),
      () => handsKey(reading),
    );
  },
};
