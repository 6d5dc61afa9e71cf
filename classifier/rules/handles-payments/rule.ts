import { paymentWords } from '../../reading/setting.ts';
import { citing, type Rule } from '../rule.ts';

export const handlesPayments: Rule = {
  id: 'handles-payments',
  version: 2,
  category: null,
  facet: 'payment_server',
  says: 'belongs to a server that handles payments or trades',
  ask: (reading) => citing(paymentWords(reading)),
};
