import { citing, type Rule } from '../rule.ts';

export const handlesPayments: Rule = {
  id: 'handles-payments',
  version: 1,
  category: null,
  facet: 'payment_server',
  says: 'belongs to a server that handles payments or trades',
  ask: ({ surroundings }) => citing([...surroundings.of('paid'), ...surroundings.of('trading')]),
};
