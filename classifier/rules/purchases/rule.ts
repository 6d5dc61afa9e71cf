import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isOnChain, isSimulated } from '../../reading/setting.ts';
import { isPhrased } from '../phrased.ts';
import { doing, isDoing, isHead, names, type Rule } from '../rule.ts';

/** A domain is bought by registering it, and again by renewing it. */
const isRegistration = (act: Act) =>
  /^(?:register|registration|renew|renewal|mint)$/.test(act.lemma) &&
  names(act, /\bdomain(?: name)?s?(?: registration)?$/i);

/** What is booked has a price, unless it is a room to meet in. */
const TRAVEL =
  /\b(?:stays?|flights?|hotels?|hotel rooms?|tickets?|trips?|cruises?|tours?|apartments?|villas?|accommodations?|rides?|taxis?|cabs?|rental cars?|train|seats?)$/i;
const TICKET = /\b(?:flight|airline|air|train|bus|event) tickets?$/i;
const isTicket = (act: Act) => act.lemma === 'issue' && names(act, TICKET);
/** A name on a chain is bought like a domain. */
const CHAIN_NAME = /\b(?:ens|sns|bns|base|handshake|unstoppable)?[ .]?(?:names?|handles?|\.eth)$/i;
const isChainName = (reading: Reading, act: Act) =>
  /^(?:register|renew|mint)$/.test(act.lemma) && names(act, CHAIN_NAME) && isOnChain(reading);
const BOOKED =
  /\b(?:stays?|flights?|hotels?|rooms?|trips?|cruises?|tours?|travel|food|meals?|grocer(?:y|ies)|pizza|taxi|rides?|train|rental cars?) (?:bookings?|orders?|reservations?)$/i;
const isTravel = (act: Act) => isBooking(act) || (isDoing(act, 'create', 'place') && names(act, BOOKED));
const isBooking = (act: Act) => /^(?:book|reserve)$/.test(act.lemma) && names(act, TRAVEL);

/** "Acquire a lock": what is only taken for a while, so that nobody else has it or a door opens. */
const TAKEN =
  /\b(?:locks?|mutex|semaphores?|leases?|tokens?|handles?|sessions?|(?:mks|console|login|access|session|kerberos|support) tickets?|connections?|images?|data|signals?)$/i;
const isTaking = (act: Act) => act.lemma === 'acquire' && names(act, TAKEN);

/** "Order a list by date" puts it in order. */
const isSorting = (act: Act) => /^order /.test(act.lemma) && /\bby\b/.test(act.rest);

/** Whoever is hired is employed, and not bought; services and things are. */
const isEmploying = (act: Act) =>
  act.lemma === 'hire' &&
  !names(
    act,
    /\b(?:freelancers?|contractors?|providers?|sellers?|agents?|humans?|experts?|cars?|vehicles?|boats?|equipment|venues?)$/i,
  );

/** "Complete the checkout": what was begun is paid for. */
const PURCHASE = /\b(?:purchases?|checkouts?|payments?|(?:shopping )?carts?|baskets?)(?: actions?)?$/i;
const isCompleted = (act: Act) =>
  /^(?:complete|finish|finali[sz]e|confirm|submit)$/.test(act.lemma) && names(act, PURCHASE);

/** "Submit a phone number order": the order of something that is sold. */
const GOODS =
  /\b(?:phone numbers?|numbers?|domains?|domain names?|esims?|sims?|licen[sc]es?|hardware|credits?|tickets?|gift cards?) orders?$/i;
const isGoodsOrder = (act: Act) => isDoing(act, 'create', 'place', 'start', 'send') && names(act, GOODS);

/** A registrar charges for a domain that comes over to it; by its own words, where a price is asked for. */
const PRICE = /^(?:cost|price|amount|max_?price|payment\w*)$/i;
const isDomainTransfer = ({ parameters }: Reading, act: Act) =>
  isDoing(act, 'transfer', 'create', 'start') &&
  names(act, /\bdomain(?: name)?s?(?: transfer)?$/i) &&
  parameters.some(({ name }) => PRICE.test(name));

export const purchases: Rule = {
  id: 'purchases',
  version: 6,
  category: 'Financial',
  facet: 'money_commits',
  says: 'buys something',
  ask: (reading) =>
    isSimulated(reading)
      ? { outcome: 'no' }
      : doing(
          reading,
          (act) =>
            (isDoing(act, 'purchase') &&
              !isHead(act, 'status') &&
              !isSorting(act) &&
              !isEmploying(act) &&
              !isTaking(act)) ||
            isPhrased(reading, act, 'buys') ||
            isRegistration(act) ||
            isGoodsOrder(act) ||
            isCompleted(act) ||
            isDomainTransfer(reading, act) ||
            isTravel(act) ||
            isTicket(act) ||
            isChainName(reading, act),
        ),
};
