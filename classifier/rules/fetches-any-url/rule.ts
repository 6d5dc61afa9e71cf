import { citing, type Rule } from '../rule.ts';

const NAME =
  /^(?:urls?|uri|uris|link|href|website|web_?page|target_?url|page_?url|base_?url|callback_?url|webhook_?url|image_?url|file_?url)$/i;

export const fetchesAnyUrl: Rule = {
  id: 'fetches-any-url',
  version: 1,
  category: null,
  facet: 'arbitrary_url',
  says: 'takes an address of the caller’s choice',
  ask: ({ parameters }) => {
    if (parameters.length === 0) return { outcome: 'not-applicable' };
    return citing(
      parameters.filter(({ name, values }) => NAME.test(name) && values.length === 0).map(({ cite }) => cite),
    );
  },
};
