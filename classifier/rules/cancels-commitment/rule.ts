import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isInMarket, isPaid, isSimulated } from '../../reading/setting.ts';
import { doing, isDoing, isTo, isToNews, names, type Rule, tells } from '../rule.ts';

/** What somebody counts on once it is agreed. */
const COMMITTED =
  /\b(?:fulfil?lments?|shipments?|parcels?|packages?|labels?|advance ship notices?|events?|meetings?|webinars?|interviews?|lessons?|visits?|domains?|domain names?|cards?|checks?|cheques?|insurances?|coverages?|policies|bids?|bets?|swaps?|loans?|registrations?|passes|rides?|trips?|flights?|stays?|tickets?|deliver(?:y|ies)|contracts?|insurance polic(?:y|ies)|appointments?|memberships?|pickups?|rentals?|leases?|auctions?|agreements?|purchases?|enrol?lments?|standing orders?|direct debits?|transfers?)$/i;
/** Ended, it is paid for no longer. */
const isEnded = (reading: Reading, act: Act) =>
  /^(?:end|stop|terminate)$/.test(act.lemma) &&
  (isTo(act, 'subscription') || names(act, /\b(?:listings?|auctions?|subscriptions?|memberships?)$/i)) &&
  isPaid(reading);
const BILLED = /\b(?:period end|billing|customers?|plan|renewal|paid|premium)\b/i;

const isCancelled = (reading: Reading, act: Act) =>
  isDoing(act, 'cancel') &&
  (act.lemma === 'void' ||
    isTo(act, 'order', 'obligation', 'transaction', 'position', 'value-act') ||
    (names(act, COMMITTED) && !isTo(act, 'job', 'process')) ||
    isInMarket(reading) ||
    (names(act, /\bsubscriptions?$/i) && !isToNews(act)) ||
    (isTo(act, 'subscription') && (isPaid(reading) || tells(act, BILLED))));

/** Orders of a practice account commit nobody. */
const isPractice = (reading: Reading) => isInMarket(reading) && isSimulated(reading);

export const cancelsCommitment: Rule = {
  id: 'cancels-commitment',
  version: 4,
  category: 'Destructive',
  facet: 'cancels',
  says: 'ends a committed order, contract or booking for good',
  ask: (reading) =>
    isPractice(reading)
      ? { outcome: 'no' }
      : doing(reading, (act) => isEnded(reading, act) || isCancelled(reading, act)),
};
