import { citing, isDoing, isTo, type Rule } from '../rule.ts';

export const takesUntrustedContent: Rule = {
  id: 'takes-untrusted-content',
  version: 1,
  category: null,
  facet: 'untrusted_content_in',
  says: 'brings in text that strangers may have written',
  ask: (reading) =>
    citing(
      reading.acts
        .filter((act) => isDoing(act, 'read', 'download') && isTo(act, 'web-content'))
        .map((act) => act.span),
    ),
};
