import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

export const generatesMedia: Rule = {
  id: 'generates-media',
  version: 2,
  category: 'Execute',
  facet: 'metered_generation',
  says: 'runs a metered generation of images, sound or video',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'generate', 'create') &&
        isTo(act, 'media') &&
        !isHead(act, 'status') &&
        (isDoing(act, 'generate') ||
          /\b(?:from|using|with)\b.*\b(?:prompts?|text|description|lyrics)\b/i.test(
            `${act.span.quote} ${act.rest}`,
          )),
    ),
};
