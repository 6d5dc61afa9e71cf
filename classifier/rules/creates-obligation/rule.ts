import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isInMarket, isOnChain, isPaid, isSimulated, keepsBooks } from '../../reading/setting.ts';
import { isPhrased } from '../phrased.ts';
import {
  citing,
  doing,
  isBooked,
  isDoing,
  isHead,
  isNear,
  isOnlyDrafted,
  isTo,
  isToNews,
  names,
  type Rule,
  tells,
} from '../rule.ts';

/** Talking about an obligation makes none: reminders, codes, drafts of a text, previews. */
const HARMLESS = /\b(?:remind\w*|qr|preview|template|settings?|notes?)\b/i;

/** A change for which, by the tool's own words, somebody pays at once. */
const isChargedAtOnce = (reading: Reading, act: Act) =>
  isDoing(
    act,
    'create',
    'alter',
    'subscribe',
    'deploy',
    'enable',
    'place',
    'start',
    'transfer',
    'restore',
    'publish',
  ) &&
  reading.cues.has('charges') &&
  !isHead(act, 'message', 'media');

/** An order that, by its own words, is paid for; elsewhere an order is an entry. */
const PAID_ORDER =
  /\b(?:payments?|pa(?:y|id|ys|ying)|credit card|cart|basket|checkout|for delivery|for pickup|paypal|square|razorpay|adyen|mollie|braintree|klarna)\b/i;
const isPaidOrder = ({ input }: Reading, act: Act) =>
  isDoing(act, 'create', 'place') &&
  isHead(act, 'order') &&
  !isHead(act, 'status', 'message', 'price-list') &&
  PAID_ORDER.test(`${input.name.replaceAll('_', ' ')} ${act.said} ${act.rest}`);

/** What is offered for sale, or moved to a plan that is paid for, commits somebody at once. */
const FOR_SALE = /\bfor sale\b/i;
const PAID_PLAN =
  /\b(?:paid|premium|pro|business|enterprise) (?:plan|tier|subscription|version|membership)\b/i;
/** What is moved to another of these is charged by it from then on; to create one only offers it. */
const CHARGED_PLAN = /\b(?:billing|pricing|subscription|subscriber's|customer's|current) (?:plan|tier)\b/i;
/** A subscription that somebody holds. */
const HELD =
  /\b(?:customer|user|organi[sz]ation|account|member|company|tenant|workspace|team)(?:'s)?(?: current| existing| active)? subscription\b/i;
const isHeldChanged = (act: Act) =>
  /^(?:update|modify|resume|change|upgrade|renew)$/.test(act.lemma) && names(act, HELD);
const PAID = /\bas (?:fully )?paid\b/i;
const COLLECTS = /\bto (?:accept|collect|receive|take|authori[sz]e) (?:\w+ )?payments?\b/i;
const isMarkedPaid = (reading: Reading, act: Act) =>
  act.lemma === 'mark' && tells(act, PAID) && !keepsBooks(reading);
const isCommitment = (reading: Reading, act: Act) =>
  isMarkedPaid(reading, act) ||
  (isDoing(act, 'create', 'generate') && COLLECTS.test(act.rest)) ||
  (/^(?:list|put|offer)$/.test(act.lemma) && tells(act, FOR_SALE)) ||
  (/^(?:upgrade|switch|subscribe|move|change|downgrade|start|begin|create|activate|renew|gift)$/.test(
    act.lemma,
  ) &&
    tells(act, PAID_PLAN)) ||
  (/^(?:upgrade|switch|move|change|downgrade|renew)$/.test(act.lemma) && names(act, CHARGED_PLAN));

/** Asking for money is a claim on somebody; asking for a token is not. */
const isClaim = (act: Act) => act.lemma === 'request' && names(act, /\b(?:money|payments?|funds)$/i);
/** A loan or a share that is asked for must be paid, and is bound by the asking. */
const LENT =
  /\b(?:loans?|mortgages?|(?:cash )?advances?|lines? of credit|credit lines?|overdrafts?|ipos?|financing)$/i;
const isApplication = (act: Act) => /^(?:apply for|request|submit)$/.test(act.lemma) && names(act, LENT);
/** "Convert a quote to an invoice": what was offered is now owed. */
const INTO_DEBT = /^(?:in)?to (?:\w+ ){0,3}?(?:invoices?|bills?|payment requests?)\b/;
const isTurnedIntoDebt = (act: Act) =>
  /^(?:convert|turn|transform|make)$/.test(act.lemma) && INTO_DEBT.test(act.rest);
/** "Apply a late fee", "pause a paid subscription", "award the project to a bidder". */
const FEE =
  /\b(?:late|service|cancellation|penalty|no-show|restocking|overdue) (?:fees?|charges?)$|\bsurcharges?$/i;
const isFee = (act: Act) => /^(?:apply|add|assess|impose|levy)$/.test(act.lemma) && names(act, FEE);
const isPaused = (reading: Reading, act: Act) =>
  /^(?:pause|suspend|hold|freeze)$/.test(act.lemma) && isTo(act, 'subscription') && isPaid(reading);
const isAwarded = (reading: Reading, act: Act) =>
  act.lemma === 'award' &&
  tells(act, /\b(?:bidders?|freelancers?|suppliers?|vendors?|contracts?|bids?)\b/i) &&
  isPaid(reading);

/** What was offered at a price is agreed to. */
const OFFERED = /\b(?:quotes?|quotations?|offers?|counter-?offers?|proposals?|estimates?|bids?)$/i;
const isAgreement = (reading: Reading, act: Act) =>
  /^(?:accept|execute|take)$/.test(act.lemma) &&
  names(act, OFFERED) &&
  (isPaid(reading) || isInMarket(reading) || isOnChain(reading));

/** A document of a kind that the call chooses, where invoices are among the kinds. */
const BILL = /^(?:(?:sales|customer|client)[_ -]?)?(?:invoice|credit[_ -]?note|purchase[_ -]?order)s?$/i;
const isBillDocument = ({ parameters }: Reading, act: Act) =>
  isDoing(act, 'create', 'send', 'accept') &&
  names(act, /\bdocuments?$/i) &&
  parameters.some(({ values }) => values.some((value) => BILL.test(value)));

/** What is only known about payments: their types, terms and reasons. */
const ABOUT =
  /\b(?:types?|terms?|categor(?:y|ies)|methods?|reasons?|formats?|layouts?|themes?|numbers?|labels?|tags?|fields?|status|statuses|schedules?|records?|entr(?:y|ies)|bills? of (?:materials?|lading|rights))(?: \(\w+)?$/i;

function obliges(reading: Reading, act: Act): boolean {
  if (isBooked(reading, act)) return false;
  if (isPhrased(reading, act, 'commits')) return true;
  if (isChargedAtOnce(reading, act) || isPaidOrder(reading, act) || isCommitment(reading, act)) return true;
  if (isTurnedIntoDebt(act) || isFee(act) || isPaused(reading, act) || isAwarded(reading, act)) return true;
  if (isBillDocument(reading, act) || isApplication(act) || isAgreement(reading, act) || isHeldChanged(act))
    return true;
  if (isOnlyDrafted(act) || isToNews(act)) return false;
  if (names(act, ABOUT)) return false;
  if (HARMLESS.test(act.said.replaceAll('_', ' ').replace(/credit notes?/i, ''))) return false;
  if (isDoing(act, 'create', 'send', 'publish', 'accept', 'generate')) {
    if (isTo(act, 'obligation') || isClaim(act)) return true;
  }
  return (
    (isDoing(act, 'create', 'alter', 'subscribe', 'start', 'enable') || act.lemma === 'upgrade') &&
    (isTo(act, 'subscription') ||
      (isDoing(act, 'subscribe', 'start', 'enable') && isNear(act, 'subscription'))) &&
    (isDoing(act, 'subscribe', 'deploy') || !isHead(act, 'price-list', 'status')) &&
    isPaid(reading) &&
    !isHead(act, 'message')
  );
}

/** Working a sum out pays nothing. */
const isEffective = (act: Act) => !isDoing(act, 'compute') && !isHead(act, 'plan', 'price-list', 'status');

export const createsObligation: Rule = {
  id: 'creates-obligation',
  version: 6,
  category: 'Financial',
  facet: 'money_commits',
  says: 'commits somebody to pay or be paid',
  ask: (reading) => {
    if (isSimulated(reading)) return { outcome: 'no' };
    const stated = doing(reading, (act) => obliges(reading, act));
    const paying = reading.cues.of('pays').filter(({ field }) => !field.startsWith('inputSchema'));
    return stated.outcome === 'yes' || !reading.acts.some(isEffective) ? stated : citing(paying);
  },
};
