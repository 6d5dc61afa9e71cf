import { isOnChain } from '../../reading/setting.ts';
import { doing, isDoing, isNear, type Rule } from '../rule.ts';

/** Sent to the network it cannot be held back. */
const SIGNED = /\b(?:raw|signed)\b.*\btransactions?$/i;
const ALLOWANCE = /\b(?:token|spending|spender)[ _]allowance/i;

export const grantsSpending: Rule = {
  id: 'grants-spending',
  version: 2,
  category: 'Financial',
  facet: 'money_authority',
  says: 'signs for value or lets somebody spend it',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        (isDoing(act, 'sign') && (isNear(act, 'wallet', 'transaction') || isOnChain(reading))) ||
        (isDoing(act, 'send', 'publish', 'create') && SIGNED.test(act.span.quote)) ||
        (isDoing(act, 'alter', 'grant', 'create') && ALLOWANCE.test(act.span.quote)) ||
        (isDoing(act, 'accept', 'grant') && isNear(act, 'transaction') && isOnChain(reading)),
    ),
};
