import type { Span } from '#data/schema/evidence.ts';
import type { Act } from '../../reading/act.ts';
import { snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isTo, orElse, type Rule, tells } from '../rule.ts';

/** Words that stand for memory only on a server that remembers. */
const PLAIN =
  /memor|knowledge.?graph|remember|recall|observation|lesson|mistake|persona|system.?prompt|instruction|startup|start-up|config|hooks?\b|rules\b|servers?\b|crontab|trigger|apex|profile/i;
const MEMORY_SERVER = /memor|knowledge.?graph|remember|recall|mem0|zep|graphiti|cognee/i;

/** "Save what was learned to your long-term memory". */
const isInto = ({ verb, rest }: Act) =>
  verb === 'store' &&
  /^(?:to|in|into|im|ins) (?:[\w-]+ ){0,3}(?:memory|knowledge graph|wissensbasis|gedächtnis)\b/.test(rest);

/** What a program only holds while it runs. */
const TRANSIENT = /\bin-memory\b/i;
const isMemory = ({ fields, input }: Reading, act: Act) =>
  PLAIN.test(act.said) ||
  isInto(act) ||
  MEMORY_SERVER.test([...fields.map(({ text }) => text.slice(0, 300)), ...(input.siblings ?? [])].join(' '));

/** The memory of a machine has addresses. */
const DEVICE = /\bmemory (?:address(?:es)?|regions?|blocks?|locations?|values?|cells?)\b/i;

const remembers = (reading: Reading, act: Act) =>
  isDoing(act, 'store', 'create', 'alter', 'append') &&
  (isTo(act, 'memory') || isInto(act)) &&
  act.lemma !== 'open' &&
  !tells(act, DEVICE) &&
  !(act.verb === 'alter' && TRANSIENT.test(act.said)) &&
  isMemory(reading, act);

/** What is kept between one session of an agent and the next. */
const KEPT =
  /\b(?:contexts?(?: items?)?|checkpoints?|hand-?offs?(?: state)?|ledgers?|session (?:data|logs?|entr(?:y|ies)|ledgers?|states?)|learnings?|memory links?)\b/i;
const KEEPER = /memor|remember|context (?:management|persistence)|across sessions|hand-?off|session ledger/i;
const FOR_LATER =
  /\b(?:for|in|by|across|between|to) (?:the |a |an |your )?(?:later|next|future|new|subsequent|multiple) (?:agent |coding |work )?(?:sessions?|conversations?)\b/i;
const keeps = ({ fields }: Reading, act: Act) =>
  isDoing(act, 'store', 'create', 'alter', 'append', 'upload', 'save') &&
  (tells(act, FOR_LATER) ||
    (KEPT.test(act.said) &&
      act.lemma !== 'export' &&
      fields.some(({ path, text }) => KEEPER.test(path === 'description' ? text.slice(0, 300) : text))));

/** "Save a skill", and the words that an agent will follow. */
const SKILL = /\b(?:skills?|agent instructions|system prompts?)$/i;
const FOLLOWED = /^(?:body|content|instructions|markdown|prompt|triggers|skill_md)$/;
const teaches = ({ parameters }: Reading, act: Act) =>
  isDoing(act, 'store', 'create', 'alter', 'append', 'save') &&
  SKILL.test(act.said) &&
  parameters.some(({ name }) => FOLLOWED.test(snake(name)));

const AT_START = /^(?:start|startup|build|init|boot|pre_?deploy)_?(?:commands?|scripts?)$/i;
/** A change of what a service runs whenever it starts. */
function startup({ acts, parameters }: Reading): Span[] {
  const act = acts.find((one) => isDoing(one, 'alter', 'configure'));
  const argument = parameters.find(({ name }) => AT_START.test(name));
  return act === undefined || argument === undefined ? [] : [act.span, argument.cite];
}

export const writesAgentMemory: Rule = {
  id: 'writes-agent-memory',
  version: 5,
  category: 'Write',
  facet: 'agent_memory',
  says: 'changes what an agent will remember, or what starts by itself',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) => remembers(reading, act) || keeps(reading, act) || teaches(reading, act),
    );
    return orElse(stated, () => startup(reading));
  },
};
