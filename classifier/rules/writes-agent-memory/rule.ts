import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const writesAgentMemory: Rule = {
  id: 'writes-agent-memory',
  version: 1,
  category: 'Write',
  facet: 'agent_memory',
  says: 'changes what an agent will remember or how it starts',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'store', 'create', 'alter', 'append') && isTo(act, 'memory') && act.lemma !== 'open',
    ),
};
