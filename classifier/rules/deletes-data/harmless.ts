import type { Act } from '../../reading/act.ts';
import { type Parameter, snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { isDoing, isHead, isTo, names } from '../rule.ts';

const RELATION = /\b(?:relations?|relationships?)$/i;

const isOnlyLink = (reading: Reading, act: Act) =>
  (isHead(act, 'association', 'membership') || (isHead(act, 'subscription') && isTo(act, 'message'))) &&
  (names(act, RELATION) || !isHead(act, 'file', 'memory', 'identity', 'infrastructure')) &&
  !(isDoing(act, 'delete', 'destroy') && (names(act, HOLDING) || isThingItself(reading, act)));

/** "Delete a label by its id": not taken off something, and not told what it was called; or more goes with it. */
const DEFINED = /\b(?:labels?|tags?|relations?|mappings?|dependenc(?:y|ies))(?: by .*)?$/i;

const MORE = /\band (?:its|their|any) /i;

const ALL_OF_IT = /\band (?:all|every)\b/i;

/** Among the listed actions, what can be edited or attached is more than a link. */
const isEdited = ({ acts }: Reading, act: Act) =>
  act.source === 'enum' &&
  acts.some(({ source, verb }) => source === 'enum' && (verb === 'alter' || verb === 'detach'));

const isThingItself = (reading: Reading, act: Act) =>
  (names(act, MORE) && reading.cues.has('irreversible')) ||
  names(act, ALL_OF_IT) ||
  isEdited(reading, act) ||
  isByItsId(reading, act) ||
  isOfPlace(act);

/** "Delete a label from a yard's project": where labels are kept, not what they are put on. */
const OF_PLACE =
  /^from (?:an?|the|this|that|your) (?:[\w-]+ ){0,2}(?:projects?|boards?|workspaces?|repositor(?:y|ies)|repos?|accounts?|organi[sz]ations?|spaces?|sites?)\b/;
const isOfPlace = (act: Act) => names(act, /\b(?:labels?|tags?)$/i) && OF_PLACE.test(act.rest);

const isByItsId = ({ parameters }: Reading, act: Act) =>
  names(act, DEFINED) &&
  !(/^(?:from|off)\b/.test(act.rest) && !FROM_HOME.test(act.rest) && !BY_ID.test(act.rest)) &&
  isOneId(parameters.filter(({ types }) => !types.has('boolean')));

/** Told by its number, or by what it is called in the place where it lives, and by nothing that it could be taken off. A text alone is all that there is. */
const isOneId = (named: readonly Parameter[]) =>
  named.some(({ name }) => OWN.test(snake(name)) || (named.length > 1 && CALLED.test(snake(name)))) &&
  named.every(
    ({ name, isRequired }) => !isRequired || [OWN, CALLED, HOME].some((known) => known.test(snake(name))),
  );
const CALLED = /^(?:slug|name|tags?|labels?|(?:tag|label)_(?:name|slug))$/;
const BY_ID = /\bby (?:its )?(?:id|uuid|name|slug)\b/;
/** Where it lives, and all that has it with it. */
const FROM_HOME =
  /^from (?:\p{L}+ ){0,3}?(?:accounts?|boards?|modules?|workspaces?|projects?|organi[sz]ations?|repositor(?:y|ies)|servers?|systems?|databases?|sites?)\b/u;
const OWN = /^(?:id|g?id|uuid|(?:item|tag|label|relation|mapping|dependency|rule_label)_(?:g?id|uuid))$/;
const HOME =
  /^(?:(?:project|group|org|organi[sz]ation|account|workspace|team|repo|repository|owner|board|site|tenant|user|full)(?:_(?:g?id|uuid|slug|path|key|name))?|confirm\w*)$/;

/** Lists and rules that hold what somebody put into them. */
const HOLDING =
  /\b(?:(?:git|registry|repository|image|release) tags?|watch ?lists?|(?:block|allow|deny|white|black)lists?|mappings?|filters?|mocks?|screens?)$/i;

/** What is cleared from memory alone is there again when it is next asked for. */
const FROM_MEMORY = /^from (?:\p{L}+ ){0,4}memory\b/u;

const isOnlyView = (act: Act) => (isDoing(act, 'clear') && FROM_MEMORY.test(act.rest)) || isCached(act);

const isCached = (act: Act) =>
  isHead(act, 'cache') &&
  !isTo(act, 'credential') &&
  !isHead(act, 'small-own', 'secret', 'memory', 'file') &&
  !(isDoing(act, 'delete', 'destroy') && (names(act, HOLDING) || names(act, STORE)));

/** A cache that is run as a service of its own. */
const STORE = /\b(?:serverless|redis|valkey|memcached|elasticache|memorydb|managed) caches?$/i;

/** Among listed actions, "clear" empties what "set" or "fill" puts there. */
const isSetAgain = ({ acts }: Reading, act: Act) =>
  act.source === 'enum' &&
  act.said === 'clear' &&
  acts.some(({ source, said }) => source === 'enum' && /^(?:set|fill|get_?set)$/.test(said));

/** Whoever logs out takes the credentials of the login away, and nothing else. */
const isLoggedOut = ({ name }: Reading, act: Act) =>
  name.act?.verb === 'session' && isTo(act, 'credential', 'secret');

/** A role or a pause that is taken from somebody goes on existing, or has run out. */
const HELD_BY =
  /^from (?:(?:\p{L}+|\d+) ){0,3}?(?:users?|members?|accounts?|guests?|participants?|guild members?)\b/u;

const isTakenFromSomebody = (act: Act) =>
  names(act, /\b(?:roles?|timeouts?|badges?|mutes?|suspensions?|restrictions?|groups?|titles?)$/i) &&
  HELD_BY.test(act.rest);

/** By its own words the thing stays. */
const STAYS =
  /\b(?:still exists?|itself (?:is|are|will) not (?:be )?(?:deleted|removed)|is not deleted|without deleting)\b/i;

const isKeptByWord = ({ description }: Reading, act: Act) =>
  isDoing(act, 'remove') && STAYS.test(description);

/** A hand that drops something on a running interface loses nothing. */
const isDropped = ({ isInterface }: Reading, act: Act) =>
  act.lemma === 'drop' && isInterface && !isTo(act, 'sql', 'infrastructure', 'identity');

/** Said of losing, and nothing is lost. */
export const isHarmless = (reading: Reading, act: Act) =>
  isOnlyLink(reading, act) ||
  isOnlyView(act) ||
  isDropped(reading, act) ||
  isSetAgain(reading, act) ||
  isLoggedOut(reading, act) ||
  isTakenFromSomebody(act) ||
  isKeptByWord(reading, act);
