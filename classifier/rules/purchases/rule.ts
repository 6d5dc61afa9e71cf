import type { Act } from '../../reading/act.ts';
import { isSimulated } from '../../reading/setting.ts';
import { doing, isDoing, isHead, type Rule } from '../rule.ts';

/** A domain is bought by registering it, and again by renewing it. */
const isRegistration = (act: Act) =>
  /^(?:register|registration|renew|renewal)$/.test(act.lemma) &&
  /\bdomain(?: name)?s?(?: registration)?$/i.test(act.said);

/** What is booked has a price, unless it is a room to meet in. */
const TRAVEL =
  /\b(?:stays?|flights?|hotels?|hotel rooms?|tickets?|trips?|cruises?|tours?|apartments?|villas?|accommodations?|rides?|taxis?|cabs?|rental cars?|train|seats?)$/i;
const isTravel = (act: Act) => /^(?:book|reserve)$/.test(act.lemma) && TRAVEL.test(act.said);

/** "Order a list by date" puts it in order. */
const isSorting = (act: Act) => /^order /.test(act.lemma) && /\bby\b/.test(act.rest);

export const purchases: Rule = {
  id: 'purchases',
  version: 3,
  category: 'Financial',
  facet: 'money_commits',
  says: 'buys something',
  ask: (reading) =>
    isSimulated(reading)
      ? { outcome: 'no' }
      : doing(
          reading,
          (act) =>
            (isDoing(act, 'purchase') && !isHead(act, 'status') && !isSorting(act)) ||
            isRegistration(act) ||
            isTravel(act),
        ),
};
