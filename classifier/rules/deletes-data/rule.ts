import type { Act } from '../../reading/act.ts';
import type { Parameter } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { statementVerbs } from '../../reading/statement-verb.ts';
import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

/** Taking something off one of these leaves the thing itself. */
const FROM_LIST =
  /\bfrom (?:[\p{L}]+ ){0,3}?(?:groups?|teams?|lists?|playlists?|queue|roles?|channels?|boards?|cart|basket|favou?rites|segment|campaign|wish ?lists?|want ?lists?|watch ?lists?|(?:allow|deny|block|white|black)lists?|collection|sprint|album|category|categories|statement|card|deck|thread|calendar invite|distribution list|audience)\b/u;

/** What the call itself names is all there was: it can be put back by another call. */
const LISTED =
  /\bfrom (?:[\p{L}']+ ){0,3}?(?:want ?list|wish ?list|watch ?list|(?:allow|deny|block|white|black)list|favou?rites|cart|playlist)\b/u;
const isOnlyLink = (reading: Reading, act: Act) =>
  (isHead(act, 'association', 'membership') || (isHead(act, 'subscription') && isTo(act, 'message'))) &&
  !isHead(act, 'file', 'memory', 'identity', 'infrastructure') &&
  !(isDoing(act, 'delete', 'destroy') && (HOLDING.test(act.said) || isThingItself(reading, act)));

/** "Delete a label by its id": not taken off something, and not told what it was called; or more goes with it. */
const DEFINED = /\b(?:labels?|tags?|relations?|mappings?|dependenc(?:y|ies))$/i;
const MORE = /\band (?:all|its|their|every|any) /i;
const isThingItself = ({ parameters, cues }: Reading, act: Act) =>
  (MORE.test(act.said) && cues.has('irreversible')) ||
  (DEFINED.test(act.said) &&
    !/^(?:from|off)\b/.test(act.rest) &&
    isOneId(parameters.filter(({ type }) => type !== 'boolean')));
const isOneId = (named: readonly Parameter[]) =>
  named.length === 1 && named.every(({ name }) => /^id$|_id$|Id$/.test(name));
/** Lists and rules that hold what somebody put into them. */
const HOLDING =
  /\b(?:watch ?lists?|(?:block|allow|deny|white|black)lists?|mappings?|filters?|mocks?|screens?)$/i;
const isOnlyView = (act: Act) =>
  isHead(act, 'cache') &&
  !isTo(act, 'credential') &&
  !isHead(act, 'small-own', 'secret', 'memory', 'file') &&
  !(isDoing(act, 'delete', 'destroy') && HOLDING.test(act.said));

/** What is emptied or set back is lost, when it is what somebody wrote, said or reached. */
const WRITTEN =
  /\b(?:conversations?|chats?|history|histories|todos?|to-?dos?|tasks?|notes?|messages?|queues?|inbox|recycle bin|bin|trash|clipboard history|threads?|context|progress|games?|worlds?|workspaces?|projects?|scenes?|data|datasets?|tables?|collections?|indexes|indices|graphs?|boards?|canvas|stats|statistics|database|device|simulator contents|storage|records?|rows?|entries|items|playlists?)$/i;
/** Of these a fresh one is as good. */
const FRESH =
  /\b(?:cache|cached|completed|notifications?|alerts?|alarms?|breakpoints?|selection|formatting|field|input|flags?|errors?|console|log buffer|filters?|highlights?|badge|viewport|settings?|preferences|defaults?|password|zoom|view|camera|timer|counter|style|session cookies?|login cookies?)\b/i;
const isFresh = (act: Act) => FRESH.test(act.said.replaceAll('_', ' '));
const isEmptied = (act: Act) =>
  isDoing(act, 'clear', 'reset') &&
  WRITTEN.test(act.said) &&
  !isFresh(act) &&
  !/^(?:clean|cleanup|clean up|invalidate)$/.test(act.lemma);

/** "Add or remove", "set or remove": what is taken off can be put on again by the same tool. */
const isPaired = (reading: Reading, act: Act) =>
  !isTo(act, 'file', 'identity', 'infrastructure', 'container', 'deployment', 'memory', 'private') &&
  reading.acts.some(({ lemma }) => PAIRS.has(lemma));
const PAIRS = new Set(['add', 'set', 'assign', 'attach', 'link']);

/** A hand that drops something on a running interface loses nothing. */
const isDropped = ({ isInterface }: Reading, act: Act) =>
  act.lemma === 'drop' && isInterface && !isTo(act, 'sql', 'infrastructure', 'identity');

/** "Sync a folder, deleting files at the destination". */
const DELETING =
  /\b(?:deleting|erasing|purging|wiping|dropping|discarding|force[- ]pushing) (?!(?:nothing|no)\b)/;
const alsoDeletes = (act: Act) =>
  isDoing(act, 'alter', 'move', 'copy', 'store', 'archive', 'reset', 'rollback', 'run') &&
  DELETING.test(`${act.said} ${act.rest} `);

/** What is given back is not what was lent: what was put on it meanwhile is gone. */
const GIVEN_BACK = new Set(['release', 'relinquish']);
const isGivenUp = ({ cues }: Reading, act: Act) => GIVEN_BACK.has(act.lemma) && cues.has('irreversible');

/** A rule or an address that is taken off a machine goes on existing beside it. */
const HOLDER =
  /^from (?:\p{L}+ ){0,3}?(?:resources?|servers?|instances?|machines?|interfaces?|networks?|subnets?|load balancers?|clusters?|hosts?|nodes?|projects?|services?|environments?)\b/u;
const isTakenOff = (act: Act) => isHead(act, 'security-control', 'compute-resource') && HOLDER.test(act.rest);

const CLOSED = new Set(['close', 'close account', 'deactivate']);
/** What is gone with the act, told in the passive: "the second one is deleted". */
const LOST =
  /\b(?:is|are|will be|gets?|being) (?:permanently |then |also )?(?:deleted|removed|erased|wiped|destroyed|discarded)\b/i;
const isLostBeside = ({ cues, description }: Reading, act: Act) =>
  cues.has('irreversible') &&
  isDoing(act, 'merge', 'move', 'alter', 'copy', 'store', 'restore') &&
  LOST.test(description);

/** A statement that may only remove. */
function removesRows(reading: Reading, act: Act): boolean {
  const verbs = statementVerbs(reading);
  return (
    isDoing(act, 'run') &&
    verbs.size > 0 &&
    [...verbs].every((verb) => /^(?:delete|drop|truncate)$/.test(verb))
  );
}

function deletes(reading: Reading, act: Act): boolean {
  if (isOnlyLink(reading, act) || isOnlyView(act) || isDropped(reading, act)) return false;
  if (isEmptied(act)) return true;
  if (isLostBeside(reading, act) || alsoDeletes(act) || isGivenUp(reading, act)) return true;
  if (CLOSED.has(act.lemma) && isTo(act, 'identity')) return reading.cues.has('irreversible');
  if (isDoing(act, 'delete', 'destroy')) return act.lemma !== 'delete' || !LISTED.test(act.rest);
  if (isDoing(act, 'run', 'do', 'create', 'start')) return isTo(act, 'loss-act') || removesRows(reading, act);
  if (isDoing(act, 'clear', 'reset') && reading.cues.has('irreversible')) return true;
  if (isDoing(act, 'remove') && isHead(act, 'file') && /\bworkspace\b/.test(act.rest)) return true;
  if (isDoing(act, 'remove'))
    return (
      !isHead(act, 'association', 'membership') &&
      !act.context.has('association') &&
      !FROM_LIST.test(act.rest) &&
      !isTakenOff(act) &&
      !/\bfrom (?:\p{L}+ ){0,3}?workspace\b/u.test(act.rest) &&
      !isPaired(reading, act)
    );
  if (isDoing(act, 'clear') && isFresh(act)) return false;
  if (isDoing(act, 'clear'))
    return isTo(
      act,
      'memory',
      'file',
      'private',
      'small-own',
      'bulk',
      'sql',
      'infrastructure',
      'secret',
      'container',
    );
  return (
    isDoing(act, 'reset') &&
    (isHead(act, 'file', 'memory', 'sql', 'infrastructure') || isTo(act, 'bulk')) &&
    !isFresh(act)
  );
}

export const deletesData: Rule = {
  id: 'deletes-data',
  version: 4,
  category: 'Destructive',
  facet: 'deletes',
  says: 'deletes something that no ordinary call brings back',
  ask: (reading) => doing(reading, (act) => deletes(reading, act)),
};
