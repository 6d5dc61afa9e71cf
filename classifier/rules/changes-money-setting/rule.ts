import type { Span } from '#data/schema/evidence.ts';
import { snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isTo, orElse, type Rule } from '../rule.ts';

/** How much may be spent or offered. */
const AMOUNT =
  /^(?:(?:daily|weekly|monthly|total|lifetime|campaign|max\w*)_budget(?:_(?:amount|micros|mode))?|budget_(?:amount|limit)|(?:\w+_)?bid(?:_(?:amount|micros|modifier|percentage|price)|ding_strategy)?|(?:spend|spending|credit)_(?:cap|limit))$/;
/** Where money goes and when it is due; with a new record it is only noted down. */
const TARGET = /^(?:payout_\w+|payment_terms?|iban|bank_account(?:_number)?|account_holder)$/;

/** An argument of a change that is such a setting of another thing. */
function settings({ acts, parameters }: Reading): Span[] {
  const act = acts.find((one) => isDoing(one, 'alter', 'configure', 'create'));
  if (act === undefined) return [];
  const argument = parameters
    .map(({ name, cite }) => ({ name: snake(name), cite }))
    .find(({ name }) => AMOUNT.test(name) || (!isDoing(act, 'create') && TARGET.test(name)));
  return argument === undefined ? [] : [act.span, argument.cite];
}

export const changesMoneySetting: Rule = {
  id: 'changes-money-setting',
  version: 3,
  category: null,
  facet: 'money_setting',
  says: 'changes a margin, payout, limit or billing setting',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) =>
        isDoing(act, 'alter', 'configure', 'enable', 'disable', 'reset', 'create') &&
        isTo(act, 'margin-setting'),
    );
    return orElse(stated, () => settings(reading));
  },
};
