import { citing, type Rule } from '../rule.ts';

export const isSandboxed: Rule = {
  id: 'is-sandboxed',
  version: 1,
  category: null,
  facet: 'sandboxed',
  says: 'stays inside a sandbox, by its own words',
  ask: ({ cues }) => citing(cues.get('sandboxed') ?? []),
};
