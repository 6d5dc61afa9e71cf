import { citing, type Rule } from '../rule.ts';

export const claimsReadOnly: Rule = {
  id: 'claims-read-only',
  version: 2,
  category: null,
  facet: 'readonly_claim',
  says: 'is said to change nothing',
  ask: ({ cues }) =>
    citing(cues.of('claims-read-only').filter(({ field }) => !field.startsWith('inputSchema'))),
};
