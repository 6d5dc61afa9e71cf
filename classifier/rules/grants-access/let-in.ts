import type { Act } from '../../reading/act.ts';
import { isDoing, isHead, isTo, names } from '../rule.ts';

/** Making one of these lets somebody in, or more in. */
const DOOR =
  /\b(?:collaborations?$|collaborator|db[ _-]?user|database user|admin|owner|shared? link|public link|invite(?: link)?$|invitation link|access list|(?:ssh|reverse|port) tunnel$|team member(?:ship)?$|organi[sz]ation member(?:ship)?$|membership$)|\b(?:(?:access|permission|client|privilege|application|api) grants?|(?:cluster )?role bindings?|cluster roles?|(?:custom|access|iam|server|database|security) roles?|access (?:polic(?:y|ies)|entr(?:y|ies)))$/i;
/** An account that can log in, not one that is made up or is a customer's. */
const ACCOUNT =
  /(?<!\b(?:test|fake|mock|random|dummy|sample|fictional|virtual|end)[ _-])\b(?:users?|(?:user|service|admin|login|staff) accounts?|operators?|logins?)(?=$| (?:of|for) )/i;
const opens = (act: Act) =>
  isDoing(act, 'create', 'attach') &&
  (names(act, DOOR) ||
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

/** The same in other languages: a user is made, or somebody is put into a team. */
const adds = (act: Act) =>
  isDoing(act, 'create', 'attach', 'append') &&
  ((isDoing(act, 'create') && isHead(act, 'login') && !isTo(act, 'team')) ||
    (isTo(act, 'login') && act.context.has('team')));

/** Through these anybody who has the words comes in; changed, somebody else does. */
const LINK = /\b(?:shar(?:ed|ing|eable)|share|public|guest|invit(?:e|ation)|join) (?:links?|urls?)\b/i;
const links = (act: Act) => isDoing(act, 'create', 'alter', 'configure', 'enable') && names(act, LINK);

/** Whose something is, is somebody else's matter from now on. */
const OWNER = /\b(?:owners?|ownership)$/i;
const TO_SOMEBODY =
  /^to (?:an?(?:other)? |the |different |new |specified ){0,2}(?:users?|persons?|people|members?|teams?|organi[sz]ations?|owners?)\b/i;
const handsOver = (act: Act) =>
  (isDoing(act, 'alter', 'transfer', 'move', 'configure') && names(act, OWNER)) ||
  (act.lemma === 'transfer' && TO_SOMEBODY.test(act.rest));

/** Somebody may do what only others could before. */
export const letsIn = (act: Act): boolean =>
  opens(act) || admits(act) || adds(act) || links(act) || handsOver(act);
