import { citing, type Rule } from '../rule.ts';

const NAME = /^(?:dry_?run|preview|preview_?only|simulate|validate_?only|check_?only)$/i;

export const offersPreview: Rule = {
  id: 'offers-preview',
  version: 1,
  category: null,
  facet: 'preview_available',
  says: 'can be tried without effect first',
  ask: ({ parameters }) => {
    if (parameters.length === 0) return { outcome: 'not-applicable' };
    return citing(
      parameters.filter(({ name, values }) => NAME.test(name) && values.length === 0).map(({ cite }) => cite),
    );
  },
};
