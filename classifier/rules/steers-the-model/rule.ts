import { citing, type Rule } from '../rule.ts';

export const steersTheModel: Rule = {
  id: 'steers-the-model',
  version: 1,
  category: null,
  facet: 'steering_language',
  says: 'comes with orders to the model',
  ask: ({ cues }) => citing(cues.of('steering')),
};
