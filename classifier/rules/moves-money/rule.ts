import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isInMarket, isOnChain, isPaid, isSimulated } from '../../reading/setting.ts';
import { isPhrased } from '../phrased.ts';
import {
  doing,
  isBooked,
  isDoing,
  isHead,
  isNear,
  isOnlyDrafted,
  isTo,
  names,
  type Rule,
  tells,
} from '../rule.ts';

const isMoney = (reading: Reading, act: Act) =>
  isNear(act, 'money', 'wallet', 'transaction', 'obligation', 'position') ||
  (act.objects.size === 0 && (isInMarket(reading) || isOnChain(reading)));

/** "Send tokens", "wire money": the verb itself says what is sent. */
const NAMES_MONEY = / (?!of$)/;
/** An amount that goes from one budget to another stays where it is. */
const isBookkeeping = (act: Act) => tells(act, /\b(?:budgets?|envelopes?|ledgers?|categor\w+)\b/i);
const isMarketOrWallet = (reading: Reading, act: Act) => isInMarket(reading) || isNear(act, 'wallet');

/** "Capture a previously authorised amount". */
const AUTHORIZED = /\b(?:authori[sz]ed|uncaptured|held) (?:amounts?|funds|payments?|charges?|sums?)$/i;
/** Of these only a payment makes a movement of money. */
const TAKING = new Set(['collect', 'capture', 'take', 'receive']);

/** A new coin is made with a signature and a fee, and whoever makes it holds it. */
const COIN = /\b(?:memecoins?|coins?|tokens?|erc-?20|erc-?721|nfts?)\b/i;
const isIssued = (reading: Reading, act: Act) =>
  isDoing(act, 'run', 'deploy', 'create', 'start') &&
  isHead(act, 'money', 'transaction') &&
  names(act, COIN) &&
  isOnChain(reading);

/** "Create a transfer": of money where an account or a balance is named. */
const TRANSFER = /\btransfers?$/i;
/** These are made of nothing but money. */
const BANK_TRANSFER =
  /\b(?:credit|sepa|ach|wire|swift|interac|pix|upi|imps|neft|rtgs|spei|fps|eft|zelle|venmo|bizum|faster payments?|p2p|peer-to-peer|payout|universal|internal fund) transfers?$/i;
const FUNDS =
  /\b(?:balance|funds|bank|wallet|payee|beneficiary|iban|connected account|savings|amount|account|vendor|supplier|recipient|payee|ach|wire|sepa|iban)\b/i;
const isTransfer = (reading: Reading, act: Act) =>
  isDoing(act, 'create', 'start', 'run', 'do', 'place', 'send') &&
  names(act, TRANSFER) &&
  !isBookkeeping(act) &&
  (names(act, BANK_TRANSFER) || FUNDS.test(act.rest) || isInMarket(reading));

/** "Redeem points", "redeem shares": not an invitation or a code that lets somebody in. */
const REDEEMED =
  /\b(?:points?|miles|stars|vouchers?|coupons?|rewards?|shares?|units?|certificates?|products?|vaults?|loyalty|prepaid|savings|funds?|gift)\b/i;
/** What a trade of yields calls taking in what was earned. */
const EARNING = new Set(['harvest', 'compound', 'reinvest']);
/** What a pool, a bet or an account on a chain gives back. */
const GIVES_BACK =
  /\b(?:token accounts?|outcome tokens?|complete sets?|positions?|liquidity positions?)(?: back)?$/i;
const isTakenBack = (reading: Reading, act: Act) =>
  isOnChain(reading) &&
  ((act.lemma === 'collect' && isHead(act, 'money')) ||
    (isDoing(act, 'close', 'alter', 'merge') &&
      /^(?:close|merge|split)$/.test(act.lemma) &&
      names(act, GIVES_BACK)));
/** A card or a credit that is as good as money, handed out. */
const AS_MONEY = /\b(?:store credits?|gift cards?|account credits?|airtime|vouchers? codes?)$/i;
const isHandedOut = (act: Act) =>
  (/^(?:issue|activate|load|send|reload|give)$/.test(act.lemma) && names(act, AS_MONEY)) ||
  (act.lemma === 'load' && /^on(?:to)? (?:an? |the )?(?:gift|prepaid|debit) card/.test(act.rest));
/** "Adjust a customer's balance": somebody has more or owes more by it. */
const BALANCE = /\b(?:customer|user|member|account|wallet|client)(?:'s)? (?:\w+ )?balance$/i;
const isBalanceSet = (reading: Reading, act: Act) =>
  /^(?:adjust|increase|decrease|reduce)$/.test(act.lemma) && names(act, BALANCE) && isPaid(reading);
/** A reward that is offered is laid aside for whoever earns it. */
const isLaidAside = (reading: Reading, act: Act) =>
  isDoing(act, 'create', 'publish') &&
  names(act, /\bbount(?:y|ies)$/i) &&
  (isPaid(reading) || isOnChain(reading));
const isEarned = (reading: Reading, act: Act) => EARNING.has(act.lemma) && isOnChain(reading);
/** "Reverse a transfer": what went one way goes the other; entries and codes are turned round at no cost. */
const isReversed = (act: Act) =>
  act.lemma === 'reverse' &&
  names(act, /\b(?:payments?|transfers?|charges?|transactions?|payouts?|credits?|debits?)$/i);
/** "Release the held payment". */
const isReleased = (act: Act) =>
  act.lemma === 'release' &&
  names(act, /\b(?:payments?|funds|escrows?|milestones?|deposits?|payouts?|retainers?)$/i);
/** "Submit a payroll": somebody is paid by it. */
const PAYROLL = /\bpay ?rolls?(?: runs?)?$/i;
const isPaidOut = (act: Act) =>
  /^(?:submit|approve|process|run|finali[sz]e|execute|confirm|release)$/.test(act.lemma) &&
  names(act, PAYROLL);
/** One currency for another in somebody's account; a sum worked out in another currency is only a figure. */
const HELD = /\b(?:balances?|wallets?|accounts?|dust|holdings?|portfolio)\b/i;
const isExchanged = (act: Act) =>
  act.lemma === 'convert' && isHead(act, 'money', 'position') && tells(act, HELD);
/** A record, an entry or a line tells of a payment that was made elsewhere. */
const TOLD = /\b(?:records?|entr(?:y|ies)|lines?|(?<!credit )notes?|logs?)$/i;

/** Lamps are wired and floors are swept: these pay only with money as object. */
const AMBIGUOUS = new Set(['wire', 'sweep']);
/** What is only known of payments. */
const ABOUT =
  /\b(?:types?|terms?|polic(?:y|ies)|categor(?:y|ies)|methods?|reasons?|formats?|layouts?|labels?|fields?|preferences?|metadata|templates?|questionnaires?|forms?|instructions?|address(?:es)?)$/i;

const CLAIMED = /\b(?:bount(?:y|ies)|rewards?|dividends?|payouts?|airdrops?|winnings|refunds?)$/i;
/** Money is bound in a channel between two parties, and paid out when it closes. */
const CHANNEL = /\b(?:payment|lightning) channels?$/i;
/** Approving one of these lets the money go. */
const RELEASED =
  /\b(?:transfers?|payments?|payouts?|charges?|debits?|disbursements?|withdrawals?|expenses?|expense reports?|reimbursements?|spend(?:ing)? requests?|payment requests?|purchase requests?|purchase orders?)$/i;

function moves(reading: Reading, act: Act): boolean {
  if (isPhrased(reading, act, 'moves')) return true;
  if (isIssued(reading, act) || isTransfer(reading, act) || isEarned(reading, act)) return true;
  if (
    isTakenBack(reading, act) ||
    isHandedOut(act) ||
    isBalanceSet(reading, act) ||
    isLaidAside(reading, act)
  )
    return true;
  if (isReversed(act) || isReleased(act) || isPaidOut(act) || isExchanged(act)) return true;
  if (
    isDoing(act, 'create', 'store', 'alter') &&
    (names(act, TOLD) || names(act, ABOUT) || isOnlyDrafted(act))
  )
    return false;
  if (isBooked(reading, act)) return false;
  if (act.lemma === 'redeem' && names(act, REDEEMED)) return true;
  if (AMBIGUOUS.has(act.lemma)) return isMoney(reading, act) || isTo(act, 'value-act');
  if (act.lemma === 'pay') return true;
  if (isDoing(act, 'pay')) return !isHead(act, 'price-list', 'status') || isTo(act, 'obligation', 'money');
  if (act.lemma === 'swap' && isHead(act, 'code', 'secret') && !isHead(act, 'money')) return false;
  if (isDoing(act, 'withdraw', 'borrow', 'transfer'))
    return (isMoney(reading, act) || NAMES_MONEY.test(act.lemma)) && !isBookkeeping(act);
  if (isDoing(act, 'move'))
    return isHead(act, 'money') && isMarketOrWallet(reading, act) && !isBookkeeping(act);
  if (TAKING.has(act.lemma))
    return (isHead(act, 'value-act') || names(act, AUTHORIZED)) && !isHead(act, 'status', 'inspection');
  if (isDoing(act, 'send'))
    return (isTo(act, 'money') || isHead(act, 'value-act')) && !isHead(act, 'message', 'status');
  if (act.lemma === 'use') return false;
  if (isDoing(act, 'create', 'run', 'do', 'start', 'call'))
    return isTo(act, 'value-act') && !isHead(act, 'status', 'inspection') && !isNear(act, 'file');
  if (act.lemma === 'claim') return isHead(act, 'money', 'obligation', 'value-act') || names(act, CLAIMED);
  if (isDoing(act, 'alter', 'create', 'close') && names(act, CHANNEL)) return true;
  if (isDoing(act, 'grant', 'accept') && names(act, RELEASED)) return true;
  if (act.lemma === 'distribute') return isHead(act, 'money');
  if (act.lemma === 'lock') return isHead(act, 'money') && !isHead(act, 'credential');
  return (
    (isDoing(act, 'accept') && isTo(act, 'obligation')) ||
    (isDoing(act, 'accept', 'grant') && isHead(act, 'value-act'))
  );
}

export const movesMoney: Rule = {
  id: 'moves-money',
  version: 5,
  category: 'Financial',
  facet: 'money_moves',
  says: 'moves money or something of value',
  ask: (reading) => (isSimulated(reading) ? { outcome: 'no' } : doing(reading, (act) => moves(reading, act))),
};
