import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isTo, type Rule } from '../rule.ts';

/** Words that stand for memory only on a server that remembers. */
const PLAIN =
  /memor|knowledge.?graph|remember|recall|observation|lesson|mistake|persona|system.?prompt|instruction|startup|start-up|config|hooks?\b|rules\b|servers?\b|crontab|trigger|apex|profile/i;
const MEMORY_SERVER = /memor|knowledge.?graph|remember|recall|mem0|zep|graphiti|cognee/i;

/** "Save what was learned to your long-term memory". */
const isInto = ({ verb, rest }: Act) =>
  verb === 'store' && /^(?:to|in|into) (?:[\w-]+ ){0,3}(?:memory|knowledge graph)\b/.test(rest);

const isMemory = ({ fields, input }: Reading, act: Act) =>
  PLAIN.test(act.said) ||
  isInto(act) ||
  MEMORY_SERVER.test([...fields.map(({ text }) => text.slice(0, 300)), ...(input.siblings ?? [])].join(' '));

export const writesAgentMemory: Rule = {
  id: 'writes-agent-memory',
  version: 3,
  category: 'Write',
  facet: 'agent_memory',
  says: 'changes what an agent will remember or how it starts',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'store', 'create', 'alter', 'append') &&
        (isTo(act, 'memory') || isInto(act)) &&
        act.lemma !== 'open' &&
        isMemory(reading, act),
    ),
};
