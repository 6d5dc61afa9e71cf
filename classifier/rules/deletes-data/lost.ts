import type { Act } from '../../reading/act.ts';
import { snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { isRestarted } from '../../reading/restarted.ts';
import { isDoing, isHead, isTo, names, tells } from '../rule.ts';

/** What is emptied or set back is lost, when it is what somebody wrote, said or reached. */
const WRITTEN =
  /\b(?:conversations?|chats?|history|histories|todos?|to-?dos?|tasks?|notes?|messages?|queues?|inbox|recycle bin|bin|trash|clipboard history|threads?|context|progress|games?|worlds?|workspaces?|projects?|scenes?|data|datasets?|tables?|collections?|indexes|indices|graphs?|boards?|canvas|stats|statistics|database|device|simulator contents|storage|records?|rows?|entries|items|playlists?|subtasks?|transcriptions?|transcripts?|comments|annotations|cells?|ranges?|drawings?|sheets?|bookmarks|logs|recordings?|notebooks?|drafts?|namespaces?|keys|streams?|topics|buckets?|mailbox(?:es)?|envelopes?|automations?|markers|tracks?|layers?|elements|shapes|objects|clips?|patterns?|scenes)$/i;

/** Of these a fresh one is as good. */
const FRESH =
  /\b(?:cache|cached|completed|notifications?|alerts?|alarms?|breakpoints?|selection|formatting|field|input|flags?|errors?|console|log buffer|filters?|highlights?|badge|viewport|settings?|preferences|defaults?|password|zoom|view|camera|timer|counter|style|(?:active|browser|browsing|page|execution) (?:context|session)|session cookies?|login cookies?)\b/i;

export const isFresh = (act: Act) => names(act, FRESH);

const isEmptied = (reading: Reading, act: Act) =>
  isDoing(act, 'clear', 'reset') &&
  !isRestarted(reading, act) &&
  names(act, WRITTEN) &&
  !isFresh(act) &&
  !/^(?:clean|cleanup|clean up|invalidate)$/.test(act.lemma);

/** "Sync a folder, deleting files at the destination". */
const DELETING =
  /(?<!\bwithout )\b(?:deleting|erasing|purging|wiping|dropping|discarding|force[- ]pushing) (?!(?:nothing|no)\b)/;

/** What git, or a shell, keeps nothing of. */
const FORCED = /\bgit (?:reset|push|clean|branch|checkout)\b.*\b(?:hard|force|fd|fdx)\b|\brm -?rf\b/;

const isForced = (act: Act) =>
  isDoing(act, 'run', 'alter', 'upload', 'reset') && FORCED.test(`${act.said} ${act.rest}`.toLowerCase());

const alsoDeletes = (act: Act) => isForced(act) || deletesBeside(act);

const deletesBeside = (act: Act) =>
  isDoing(act, 'alter', 'move', 'copy', 'store', 'archive', 'reset', 'rollback', 'run') &&
  DELETING.test(`${act.said} ${act.rest} `);

/** What is given back is not what was lent: what was put on it meanwhile is gone. */
const GIVEN_BACK = new Set(['release', 'relinquish']);

const isGivenUp = ({ cues }: Reading, act: Act) => GIVEN_BACK.has(act.lemma) && cues.has('irreversible');

/** What is ended here cannot be begun again. */
const ENDED =
  /\b(?:instances?|vms?|virtual machines?|droplets?|clusters?|environments?|workspaces?|tenants?|cards?|accounts?|employees?|contracts?|leases?|agreements?|subscriptions?|memberships?|polic(?:y|ies)|plans?)$/i;

const isEnded = (act: Act) => act.lemma === 'terminate' && names(act, ENDED);

/** A number or an address that is let go belongs to the next who asks. */
const LET_GO =
  /\b(?:phone numbers?|numbers?|ips?|ip address(?:es)?|ipv4 address(?:es)?|elastic ips?|floating ips?|public ips?|domains?|domain names?|subdomains?)$/i;

const isLetGo = (act: Act) => GIVEN_BACK.has(act.lemma) && names(act, LET_GO);

/** "Trim old entries", "clean up stale files": what is old is thrown away. */
const STALE =
  /\b(?:old|older|unused|stale|orphan(?:ed)?s?|dangling|expired|obsolete|duplicated?|duplicates|abandoned|outdated|inactive|dead|leftover|temporary|temp|unreferenced)\b/i;

const isThrownAway = (act: Act) =>
  /^(?:trim|clean|cleanup|clean up|sweep up|clean out)$/.test(act.lemma) &&
  !isFresh(act) &&
  (tells(act, STALE) || names(act, /\b(?:streams?|logs?|histor(?:y|ies))$/i)) &&
  !isHead(act, 'cache');

/** "Schedule a key for deletion". */
const isDoomed = (act: Act) =>
  isDoing(act, 'create', 'alter', 'move') &&
  /^for (?:permanent )?(?:deletion|destruction|removal|erasure)\b/.test(act.rest) &&
  act.lemma !== 'request';

const FINALLY =
  /\b(?:permanently|irreversibl[ey]|for good|cannot be (?:undone|reopened|reversed|restored|reinstated))\b/i;

/** What is put away for good is put away nowhere: "permanently trash a message". */
const isGoneForGood = ({ cues, description }: Reading, act: Act) =>
  (isDoing(act, 'archive') ||
    /^(?:withdraw|deny|reject|decline|abandon)$/.test(act.lemma) ||
    (/^(?:close|expire|end)$/.test(act.lemma) && FINALLY.test(description))) &&
  cues.has('irreversible') &&
  !cues.has('recoverable');

/** "Restores the file; this discards all uncommitted changes". */
const LOSES =
  /\b(?:discards?|loses?|erases?|wipes?|deletes?|overwrites?|discarding|overwriting|erasing) (?:(?:all|any|every|the|your|its|uncommitted|unsaved|local|current|existing|pending|newer|later|subsequent) ){1,3}(?:changes|data|edits|work|history|contents?|state|files?|rows|tables?|snapshots?)\b/i;

/** "Revert all unsaved changes", "rewrite the history": only the later state is left. */
const UNSAVED = /\b(?:unsaved|uncommitted|unstaged|local|working) (?:\w+ )?(?:changes|edits|modifications)$/i;

const isUndoneForGood = (act: Act) =>
  (/^(?:revert|undo|restore|checkout|check out)$/.test(act.lemma) && names(act, UNSAVED)) ||
  (act.lemma === 'rewrite' && names(act, /\b(?:commit |git )?history$/i));

/** Back to a snapshot: what came after it is gone. */
const SNAPSHOT = /\b(?:snapshots?|checkpoints?|backups?)\b/i;

const isSetBack = (act: Act) => isDoing(act, 'rollback') && tells(act, SNAPSHOT);

/** A person whose data are made anonymous cannot be told from it again; a text is only rewritten. */
const isMadeAnonymous = (act: Act) =>
  /^(?:de-identify|deidentify|(?:pseud)?anonymi[sz]e|pseudonymi[sz]e)$/.test(act.lemma) &&
  isTo(act, 'identity', 'private') &&
  !isTo(act, 'file', 'message');

/** What was said in a message that is kept under its number can be read no more. */
const isBlackedOut = ({ parameters }: Reading, act: Act) =>
  act.lemma === 'redact' &&
  names(act, /\b(?:messages?|calls?|transcripts?|recordings?|conversations?|events?)$/i) &&
  parameters.some(({ name }) => /(?:^|_)(?:id|sid|uuid)$/.test(snake(name)));

const isPaidWithLoss = ({ description }: Reading, act: Act) =>
  (isDoing(act, 'rollback', 'restore', 'reset') || /^(?:undo|revert|checkout|check out)$/.test(act.lemma)) &&
  LOSES.test(description);

/** What is gone with the act, told in the passive: "the second one is deleted". */
const LOST =
  /\b(?:is|are|will be|gets?|being) (?:permanently |then |also )?(?:deleted|removed|erased|wiped|destroyed|discarded)\b/i;

const isLostBeside = ({ cues, description }: Reading, act: Act) =>
  cues.has('irreversible') &&
  isDoing(act, 'merge', 'move', 'alter', 'copy', 'store', 'restore') &&
  LOST.test(description);

/** Said in other words than those of deleting, and something is gone. */
export const isLost = (reading: Reading, act: Act) =>
  isEmptied(reading, act) ||
  isBlackedOut(reading, act) ||
  isLostBeside(reading, act) ||
  isPaidWithLoss(reading, act) ||
  isSetBack(act) ||
  isUndoneForGood(act) ||
  isMadeAnonymous(act) ||
  alsoDeletes(act) ||
  isGivenUp(reading, act) ||
  isGoneForGood(reading, act) ||
  isEnded(act) ||
  isLetGo(act) ||
  isThrownAway(act) ||
  isDoomed(act);
