import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isHead, isTo, names } from '../rule.ts';

/** Taking something off one of these leaves the thing itself. */
const FROM_LIST =
  /\bfrom (?:[\p{L}]+ ){0,5}?(?:groups?|teams?|lists?|playlists?|queue|roles?|channels?|boards?|cart|basket|favou?rites|segment|campaign|wish ?lists?|want ?lists?|watch ?lists?|(?:allow|deny|block|white|black)lists?|collection|sprint|album|category|categories|statement|card|deck|thread|calendar invite|distribution list|audience|tracking|monitoring|watch later|library|favou?rite list)\b/u;

/** "Add or remove", "set or remove": what is taken off can be put on again by the same tool. */
const isPaired = (reading: Reading, act: Act) =>
  !isTo(act, 'file', 'identity', 'infrastructure', 'container', 'deployment', 'memory', 'private') &&
  reading.acts.some(({ lemma }) => PAIRS.has(lemma));

const PAIRS = new Set(['add', 'set', 'assign', 'attach', 'link']);

/** A rule or an address that is taken off a machine goes on existing beside it. */
const HOLDER =
  /^from (?:\p{L}+ ){0,3}?(?:resources?|servers?|instances?|machines?|interfaces?|networks?|subnets?|load balancers?|clusters?|hosts?|nodes?|projects?|services?|environments?)\b/u;

const isTakenOff = (act: Act) => isHead(act, 'security-control', 'compute-resource') && HOLDER.test(act.rest);

/** "Remove the link between two berths", "remove an assignment". */
const isLinkBetween = (act: Act) =>
  (/^between\b/.test(act.rest) && names(act, /\b(?:links?|connections?|bindings?)$/i)) ||
  names(act, /\bassignments?$/i);

/** "Permanently remove a task from the list": the task is gone, not its place; a member is only out. */
const isRemovedForGood = ({ cues }: Reading, act: Act) =>
  names(act, DATA) || (cues.has('irreversible') && !isTo(act, 'membership', 'identity', 'association'));

const DATA = /\b(?:vectors?|points|embeddings?|documents?|records?|rows?|columns?|fields?|cells?|chunks?)$/i;

/** What hinders somebody is lifted, what guards or dates a thing is unset: nothing that somebody made is gone. */
const LIFTED =
  /\b(?:bans?|mutes?|quarantines?(?: polic(?:y|ies))?|restrictions?|suspensions?|timeouts?|locks?|(?:user|contact|ip) blocks?|legal holds?|passwords?|(?:protections?|protected (?:branch(?:es)?|tags?|environments?))(?: (?:rules?|settings?))?|(?:retention|expiry|expiration|due|end|start|reminder) dates?|deadlines?|(?:upload )?email address)$/i;

/** A folder of chats keeps none of them; on a timeline or a scene stands what is kept elsewhere. */
const isUnplaced = (act: Act) =>
  (names(act, /\b(?:chats?|dialogs?|peers?|conversations?)$/i) &&
    /\bfrom (?:\p{L}+ ){0,3}?folders?\b/u.test(act.rest)) ||
  (names(act, /\b(?:scene items?|media items?|clips?)$/i) &&
    /\bfrom (?:\p{L}+ ){0,3}?(?:scenes?|sequences?|timelines?|programs?)\b/u.test(act.rest));

const FROM_WORKSPACE = /\bfrom (?:\p{L}+ ){0,3}?workspace\b/u;
/** Only its place on a list, on a machine or beside another is taken from it. */
/** Off a set of things or people that are kept elsewhere. */
const FROM_SET =
  /\bfrom (?:[\p{L}']+ ){0,5}?(?:groups?|teams?|segments?|audiences?|campaigns?|roles?|favou?rites|cart|categor(?:y|ies)|(?:want|wish|watch|play|allow|deny|block|white|black|exempt) ?lists?|lists?|watch later|collection folders?)\b/u;

/** Whatever its name says of deleting. */
export const isPlainlyTakenOff = (act: Act) =>
  (act.verb === 'detach' && act.lemma !== 'leave') ||
  (isHead(act, 'association', 'membership') && !isHead(act, 'file', 'identity')) ||
  isLinkBetween(act) ||
  (FROM_SET.test(act.rest) && !isHead(act, 'file', 'message', 'identity'));

/** "Remove/unlink": the word beside it says which removing is meant. */
const isDetached = ({ acts }: Reading, act: Act) =>
  act.objects.size === 0 &&
  act.said.toLowerCase() === act.lemma &&
  acts.some(({ verb, source }) => verb === 'detach' && source === act.source);

export const isOnlyTakenOff = (reading: Reading, act: Act) =>
  isDetached(reading, act) ||
  isHead(act, 'association', 'membership') ||
  act.context.has('association') ||
  (FROM_LIST.test(act.rest) && !isRemovedForGood(reading, act)) ||
  isTakenOff(act) ||
  isLinkBetween(act) ||
  isUnplaced(act) ||
  names(act, LIFTED) ||
  FROM_WORKSPACE.test(act.rest) ||
  isPaired(reading, act);
