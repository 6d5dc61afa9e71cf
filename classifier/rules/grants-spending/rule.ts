import type { VerbSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from '../../reading/act.ts';
import { isOnChain } from '../../reading/setting.ts';
import { isPhrased } from '../phrased.ts';
import { doing, isDoing, isHead, isNear, names, type Rule, tells } from '../rule.ts';

/** Sent to the network it cannot be held back. */
const SIGNED = /\b(?:raw|signed)\b.*\btransactions?$/i;
const ALLOWANCE = /\b(?:token|spending|spender)[ _]allowance/i;

const SPENDER = /\b(?:to spend|spender|spending (?:of )?(?:your |the |erc-?20 )?tokens?)\b/i;
/** A card that is issued lets its holder spend. */
const CARD = /\b(?:virtual|debit|prepaid|corporate|spending)(?: \w+)? cards?\b/i;
const isIssuedCard = (act: Act) => act.lemma === 'issue' && names(act, /\bcards?$/i);
/** On a chain a transaction, or a call that changes a contract, goes out with a signature. */
const CHANGING_CALL =
  /\b(?:contracts?|contract (?:functions?|methods?|calls)|functions? (?:on|of) an? (?:smart )?contract)\b/i;
const VIEW = /\b(?:read|view|query|simulat\w*|unsigned|static|constant|encod\w*|estimat\w*|decod\w*)\b/i;

function commits(act: Act): boolean {
  if (names(act, VIEW)) return false;
  const text = `${act.said} ${act.rest}`;
  if (isDoing(act, 'call', 'run', 'store', 'send')) {
    if (CHANGING_CALL.test(text) && /\b(?:state|writ\w*|payable|transactions?|send\w*|calls)\b/i.test(text))
      return true;
  }
  return isDoing(act, 'create', 'run', 'send', 'publish', 'call', 'alter') && isHead(act, 'transaction');
}

/** What is changed on a chain goes out as a transaction, signed and paid for. */
const ON_CHAIN = /\bon[- ]?chain\b/i;
const WRITES: VerbSense[] = [
  'create',
  'alter',
  'store',
  'publish',
  'delete',
  'revoke',
  'deploy',
  'call',
  'run',
  'start',
  'grant',
];
const isWrittenToChain = (act: Act) =>
  isDoing(act, ...WRITES) && tells(act, ON_CHAIN) && !VIEW.test(act.said);
/** "Cast an on-chain vote", "delegate voting power": the wallet signs it. */
const isVoted = (act: Act) =>
  /^(?:vote|cast|delegate|redelegate|undelegate)$/.test(act.lemma) &&
  tells(act, /\b(?:votes?|voting|proposals?|stake|governance)\b/i);

export const grantsSpending: Rule = {
  id: 'grants-spending',
  version: 4,
  category: 'Financial',
  facet: 'money_authority',
  says: 'signs for value or lets somebody spend it',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        (isDoing(act, 'sign') &&
          (isNear(act, 'wallet', 'transaction') || isOnChain(reading) || /spend/.test(act.lemma))) ||
        (isDoing(act, 'send', 'publish', 'create') && names(act, SIGNED)) ||
        (isDoing(act, 'alter', 'grant', 'create') && names(act, ALLOWANCE)) ||
        (isDoing(act, 'accept', 'grant', 'enable') &&
          ((isNear(act, 'transaction') && isOnChain(reading)) || tells(act, SPENDER))) ||
        (isDoing(act, 'create', 'grant') && names(act, CARD)) ||
        isIssuedCard(act) ||
        isPhrased(reading, act, 'authorises') ||
        (isDoing(act, 'grant') && isNear(act, 'money', 'wallet') && isOnChain(reading)) ||
        (isOnChain(reading) && (commits(act) || isWrittenToChain(act) || isVoted(act))),
    ),
};
