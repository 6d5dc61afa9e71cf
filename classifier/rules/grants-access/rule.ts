import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isHead, orElse, type Rule, toldOf } from '../rule.ts';

/** Words for a key that opens nothing. */
const NO_KEY =
  /\b(?:sessions?|foreign keys?|primary keys?|(?:cache|partition|sort|translation) keys?|design tokens?)$/i;
const makesKey = (act: Act) =>
  isDoing(act, 'create') && isHead(act, 'credential') && !isHead(act, 'status') && !NO_KEY.test(act.said);

const ROLE =
  /\b(?:roles?|role assignments?|permission sets?|iam polic(?:y|ies)|permissions?) *(?:to|for|on)?\b/i;
const ASSIGNING = /^(?:assign|attach|add|give|set|bind)$/;
const assigns = (act: Act) =>
  isDoing(act, 'create', 'attach', 'alter', 'append') && ASSIGNING.test(act.lemma) && ROLE.test(act.said);

/** Making one of these lets somebody in, or more in. */
const DOOR =
  /\b(?:collaborator|db[ _-]?user|database user|admin|owner|shared? link|public link|invite(?: link)?$|invitation link|access list|(?:ssh|reverse|port) tunnel$|team member(?:ship)?$|organi[sz]ation member(?:ship)?$|membership$)|\b(?:(?:access|permission|client|privilege|application|api) grants?|role bindings?|(?:custom|access|iam|server|database|security) roles?|access (?:polic(?:y|ies)|entr(?:y|ies)))$/i;
/** An account that can log in, not one that is made up or is a customer's. */
const ACCOUNT =
  /(?<!\b(?:test|fake|mock|random|dummy|sample|fictional|virtual|end)[ _-])\b(?:users?|(?:user|service|admin|login|staff) accounts?|operators?|logins?)(?=$| (?:of|for) )/i;
const opens = (act: Act) =>
  isDoing(act, 'create', 'attach') &&
  (DOOR.test(act.said) ||
    (isDoing(act, 'create') && ACCOUNT.test(act.said) && !/^(?:to|into)\b/.test(act.rest)));

/** Who joins a team may do what the team may. */
const MEMBER = /\b(?:members?|users?)$/i;
const TEAM =
  /^(?:to|into|in) (?:(?!of\b|an? (?:task|audience|list|campaign)\b)[\w/-]+ ){0,4}(?:teams?|organi[sz]ations?|workspaces?|tenants?|groups?|chats?|channels?|rooms?)\b(?! chat)/i;
const FOLLOWS = /\bas an? (?:follower|watcher|subscriber|viewer)\b/i;
/** Somebody who asked, or was there before, is let in. */
const ADMITTED =
  /\b(?:members?|devices?|users?|access|join requests?|device requests?|authori[sz]ation requests?)$/i;
const admits = (act: Act) =>
  (isDoing(act, 'create', 'attach', 'append') &&
    MEMBER.test(act.said) &&
    TEAM.test(act.rest) &&
    !FOLLOWS.test(act.rest)) ||
  (/^(?:approve|confirm|restore|admit|accept|reinstate)$/.test(act.lemma) && ADMITTED.test(act.said));

const RIGHTS = /permission|privilege|scope/i;
/** A role that is made or changed with its rights. */
const makesRole = ({ parameters }: Reading, act: Act) =>
  isDoing(act, 'create', 'alter') &&
  /\broles?$/i.test(act.said) &&
  parameters.some(({ name }) => RIGHTS.test(name));

/** "Create a store … returns an API key": the key comes with the account. */
const KEY_COMES =
  /\b(?:returns?|gets?|receives?|issues?|sets? up|mints?)\b[^.\n]{0,40}\bapi (?:keys?|credentials?)\b/i;
const handsKey = (reading: Reading) => toldOf(reading, (act) => isDoing(act, 'create', 'store'), KEY_COMES);

/** Who may do what, and who belongs to those who may. */
const WHO_MAY =
  /\b(?:permissions?(?: (?:target|scheme|set|resource|override|polic)\w*)?|acls?|access control lists?|access (?:rights?|rules?|levels?|settings?)|(?:admin|user|group|member) rights|privileges|rights|(?:group|team|organi[sz]ation|member)(?:'s)? (?:members|memberships?|groups|roles?))(?: \(\w+\))?(?=$| (?:of|for|on) )/i;
const changesRights = (act: Act) =>
  isDoing(act, 'alter', 'configure', 'manage', 'create', 'merge') && WHO_MAY.test(act.said);

export const grantsAccess: Rule = {
  id: 'grants-access',
  version: 4,
  category: 'Write',
  facet: 'privilege_grant',
  says: 'gives somebody access or a key',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) =>
        isDoing(act, 'grant') ||
        makesKey(act) ||
        assigns(act) ||
        opens(act) ||
        admits(act) ||
        changesRights(act) ||
        makesRole(reading, act),
    );
    return orElse(stated, () => handsKey(reading));
  },
};
