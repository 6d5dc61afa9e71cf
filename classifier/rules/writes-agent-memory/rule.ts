import type { Span } from '#data/schema/evidence.ts';
import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isTo, orElse, type Rule } from '../rule.ts';

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

const remembers = (reading: Reading, act: Act) =>
  isDoing(act, 'store', 'create', 'alter', 'append') &&
  (isTo(act, 'memory') || isInto(act)) &&
  act.lemma !== 'open' &&
  !(act.verb === 'alter' && TRANSIENT.test(act.said)) &&
  isMemory(reading, act);

const AT_START = /^(?:start|startup|build|init|boot|pre_?deploy)_?(?:commands?|scripts?)$/i;
/** A change of what a service runs whenever it starts. */
function startup({ acts, parameters }: Reading): Span[] {
  const act = acts.find((one) => isDoing(one, 'alter', 'configure'));
  const argument = parameters.find(({ name }) => AT_START.test(name));
  return act === undefined || argument === undefined ? [] : [act.span, argument.cite];
}

export const writesAgentMemory: Rule = {
  id: 'writes-agent-memory',
  version: 4,
  category: 'Write',
  facet: 'agent_memory',
  says: 'changes what an agent will remember or how it starts',
  ask: (reading) => {
    const stated = doing(reading, (act) => remembers(reading, act));
    return orElse(stated, () => startup(reading));
  },
};
