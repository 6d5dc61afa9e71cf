import { citing, type Rule } from '../rule.ts';

/** What a browser runs in a page is held by the page. */
const PAGE_CODE = /\bjavascript\b/i;

export const isSandboxed: Rule = {
  id: 'is-sandboxed',
  version: 2,
  category: null,
  facet: 'sandboxed',
  says: 'stays inside a sandbox, by its own words',
  ask: ({ acts, cues, surroundings, isInterface }) => {
    const around = surroundings.of('sandboxed').filter(({ field }) => field === 'server.description');
    const inPage = isInterface ? acts.filter(({ said }) => PAGE_CODE.test(said)).map(({ span }) => span) : [];
    return citing([...cues.of('sandboxed'), ...inPage, ...around]);
  },
};
