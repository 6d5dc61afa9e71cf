import type { Span } from '#data/schema/evidence.ts';
import { snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isTo, orElse, type Rule } from '../rule.ts';

/** How much may be spent or offered. */
const AMOUNT =
  /^(?:(?:daily|weekly|monthly|total|lifetime|campaign|max\w*)_budget(?:_(?:amount|micros|mode))?|budget_(?:amount|limit|value)|(?:\w+_)?bid(?:_(?:amount|micros|modifier|percentage|price)|ding_strategy)?|(?:spend|spending|credit)_(?:cap|limit))$/;
/** Where money goes and when it is due; with a new record it is only noted down. */
const TARGET = /^(?:payout_\w+|payment_terms?|iban|bank_account(?:_number)?|account_holder)$/;

/** The margins of a page. */
const LAYOUT = /\b(?:padding|page|cell|table|document|paragraph|section)\b/i;
/** What is taken from when somebody pays. */
const PAID_WITH = /\b(?:payment (?:methods?|sources?)|credit cards?|bank accounts?|mandates?)$/i;
/** A draft binds nobody yet. */
const DRAFT = /\bdrafts?\b/i;

/** An argument of a change that is such a setting of another thing. */
function settings({ acts, parameters }: Reading): Span[] {
  const act = acts.find((one) => isDoing(one, 'alter', 'configure', 'create'));
  if (act === undefined || acts.some(({ said }) => DRAFT.test(said))) return [];
  const argument = parameters
    .map(({ name, cite }) => ({ name: snake(name), cite }))
    .find(({ name }) => AMOUNT.test(name) || (!isDoing(act, 'create') && TARGET.test(name)));
  return argument === undefined ? [] : [act.span, argument.cite];
}

export const changesMoneySetting: Rule = {
  id: 'changes-money-setting',
  version: 4,
  category: null,
  facet: 'money_setting',
  says: 'changes a margin, payout, limit or billing setting',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) =>
        (isDoing(act, 'alter', 'configure', 'enable', 'disable', 'reset', 'create') &&
          isTo(act, 'margin-setting') &&
          !LAYOUT.test(act.said)) ||
        (isDoing(act, 'attach', 'detach') && PAID_WITH.test(act.said)),
    );
    return orElse(stated, () => settings(reading));
  },
};
