import type { Act } from '../../reading/act.ts';
import { isAskingUser } from '../../reading/asking-user.ts';
import { isFiled } from '../../reading/filed.ts';
import { isPaperOrder } from '../../reading/setting.ts';
import { isPhrased } from '../phrased.ts';
import { doing, isDoing, isHead, isNear, isTo, names, type Rule } from '../rule.ts';

/** Creating or approving one of these sets it going. */
const STARTED = /\b(?:executions?|runs?|blocked)\b/i;

const SUBMITTED =
  /\b(?:jobs?|runs?|builds?|rebuilds?|crawls?|batch(?:es)?|workflows?|renders?|scripts?|batch scripts?|prompts?|circuits?|re-?scans?|re-?sync|re-?runs?|actions?)$/i;
/** What waits for an approval goes on with it. */
const RELEASED = /\b(?:deployments?|rollouts?|pipelines?|workflow runs?|builds?|jobs?|stages?|gates?)$/i;
/** A template of a job is run as that job. */
const TEMPLATE = /(?<!\bprompt )\btemplates?$/i;
/** One of many tools or actions, which only the call names. */
const NAMED = /^by (?:its |their |the )?(?:name|slug|id)\b/;
/** Put where workers take it from. */
const QUEUED =
  /^(?:in)?(?:on)?to (?:an?|the|its|this) (?:[\w-]+ )?(?:queue|farm|scheduler|cluster|quantum computer|backend)\b/;
const isQueued = (act: Act) =>
  (/^(?:add|push|put|submit|send|publish|requeue)$/.test(act.lemma) &&
    isHead(act, 'job') &&
    QUEUED.test(act.rest)) ||
  (act.lemma === 'submit' && QUEUED.test(act.rest)) ||
  (act.lemma === 'requeue' && isHead(act, 'job'));

/** A pipeline for a branch runs at once. */
const ON_BRANCH =
  /^(?:for|on) (?:an?|the|this) (?:[\w-]+ ){0,2}(?:branch|tag|ref|commit|merge request|pull request)\b/;
const isForBranch = (act: Act) => /\bpipelines?$/i.test(act.said) && ON_BRANCH.test(act.rest);

/** Sent to a device or a program that carries it out. */
const ORDERED = /\bactions?$/i;
/** Not the plan of a tool that only plans. */
const PREPARED = /^execut\w+ .*\b(?:prepared|saved|approved|pending|multi-step|action|test) plans?$/i;
const TASK = /\b(?:tasks?|jobs?|goals?|assignments?|prompts?|instructions?|follow-?ups?)$/i;

/** To evaluate is to run only where code or an interface is what is evaluated. */
const isWeighing = (act: Act) =>
  act.lemma === 'evaluate' && (!isTo(act, 'code', 'command', 'page', 'ui-element', 'job') || isFormula(act));
const isFormula = (act: Act) =>
  /\b(?:math\w*|arithmetic|numeric\w*|boolean|formula|xpath|regex)\b/i.test(act.said);

/** Running a statement is another question's. */
const isStatement = (act: Act) => /\b(?:statements?|quer(?:y|ies))$/i.test(act.said) && isTo(act, 'sql');

/** Making one of these sets it going; a job or a pipeline may only be filed. */
const GOING =
  /\b(?:(?:workflow|repository) dispatch(?: events?)?|builds?|crawls?|scrapes?|predictions?|inferences?|fine-?tun\w+ jobs?|training jobs?|batch(?: inference)? jobs?|scans?|backfills?|renders?|agent (?:sessions?|runs?|tasks?)|(?:coding|research|background) (?:tasks?|sessions?)|devin sessions?|query executions?|(?:generation|processing|conversion|extraction|transcription|evaluation|rendering|inference|translation|crawl|scrape) (?:tasks?|jobs?)|test runs?|jobs? runs?|deep research tasks?)$/i;

/** A scan is set going; what it finds comes later. */
const isScan = (act: Act) =>
  isDoing(act, 'run', 'start') && /\bscans?(?: (?:of|against|on|in)\b.*)?$/i.test(act.said);

const isOnlyLooking = (act: Act) =>
  !isScan(act) &&
  !/^(?:re-?run|retry)$/.test(act.lemma) &&
  (isHead(act, 'inspection') || isNear(act, 'query-only-language') || isWeighing(act)) &&
  !isTo(act, 'code', 'command', 'agent');

export const startsJobs: Rule = {
  id: 'starts-jobs',
  version: 6,
  category: 'Execute',
  facet: 'starts_jobs',
  says: 'starts a job, a workflow or an agent whose effect depends on what is run',
  ask: (reading) =>
    doing(reading, (act) => {
      if (isPhrased(reading, act, 'starts')) return true;
      if (isOnlyLooking(act) || isFormula(act) || isStatement(act) || isFiled(act)) return false;
      if (isAskingUser(act)) return false;
      if (isPaperOrder(reading, act)) return false;
      if (act.lemma === 'initiate') return isHead(act, 'job') && !/\bsessions?$/i.test(act.said);
      if (isHead(act, 'query', 'sql', 'status')) return false;
      if (isHead(act, 'plan')) return isDoing(act, 'run') && (names(act, TEMPLATE) || names(act, PREPARED));
      if (isDoing(act, 'do') && act.lemma === 'use')
        return isHead(act, 'agent') || (isHead(act, 'job') && NAMED.test(act.rest));
      if (isDoing(act, 'send'))
        return names(act, ORDERED) || isQueued(act) || (names(act, TASK) && isNear(act, 'agent'));
      if (isDoing(act, 'run')) return true;
      if (act.lemma === 'ask') return isHead(act, 'agent') && /^to\b/.test(act.rest);
      if (isDoing(act, 'start') || (isDoing(act, 'alter') && act.lemma === 'assign'))
        return isTo(act, 'agent');
      if (isQueued(act) || (isDoing(act, 'create') && isForBranch(act))) return true;
      if (/^(?:submit|queue|request)$/.test(act.lemma) && names(act, SUBMITTED)) return true;
      if (isDoing(act, 'accept') && names(act, RELEASED)) return true;
      if (isDoing(act, 'create') && isHead(act, 'job', 'agent') && names(act, GOING)) return true;
      return isDoing(act, 'create', 'accept') && isTo(act, 'job') && names(act, STARTED);
    }),
};
