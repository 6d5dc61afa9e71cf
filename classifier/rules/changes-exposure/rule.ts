import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isInMarket, isOnChain, isSimulated } from '../../reading/setting.ts';
import { isPhrased } from '../phrased.ts';
import { doing, isDoing, isHead, isOnlyDrafted, isTo, names, type Rule, tells } from '../rule.ts';

/** A bid, a bet or a trade binds whoever makes it, whatever market it is. */
const STAKED =
  /\b(?:bids?|bets?|wagers?|(?:market|limit|option|stock|crypto|multi-leg option) trades?)$|^(?:execut|plac|submit|settl)\w* (?:an? |the )?(?:outstanding )?trades?\b/i;

/** A list of positions is brought up to date, a position in a drawing is set; no trade is touched. */
const isNoted = ({ lemma, said }: Act) =>
  /^(?:sync|synchroni[sz]e|refresh|reconcile|import|label|tag|annotate|rename|note)$/.test(lemma) ||
  /\b(?:text|cursor|x|y|discount|subtotal|page ?break|line|item)[ _]positions?$/i.test(said);

/** The levels at which a position is closed are terms of the trade. */
const LEVELS = /\b(?:stops?|limits?|tp|sl|targets?)(?: and \w+)?(?: (?:levels?|prices?|orders?))?$/i;
const isTerms = (reading: Reading, act: Act) =>
  names(act, LEVELS) && act.context.has('position') && isInMarket(reading);

/** Nothing known is placed, as is said of trades alone; a footprint or a block is placed somewhere. */
const SOMEWHERE = /^(?:at|on|onto|in|into|with)\b/;
const isTraded = (act: Act) =>
  isTo(act, 'position', 'money') || (act.objects.size === 0 && !SOMEWHERE.test(act.rest));

/** A draft of an order binds nobody before it is placed; a check of one neither. */
const isUnplaced = (act: Act) =>
  (names(act, /\bdrafts?$/i) && !isDoing(act, 'place', 'accept', 'send')) ||
  isOnlyDrafted(act) ||
  isHead(act, 'inspection');

/** What trades by itself buys and sells from its start, and leaves its positions when it ends. */
const TRADER =
  /\b(?:trading|grid|dca|combo|copy|arbitrage|martingale|rebalancing|sniper)(?: \w+)? bots?$|\bbots?$/i;
const isTrader = (reading: Reading, act: Act) =>
  isDoing(act, 'create', 'start', 'stop', 'close', 'alter', 'run', 'deploy') &&
  names(act, TRADER) &&
  isInMarket(reading);

/** Money bound in what a market sells as a saving. */
const SAVING =
  /\b(?:savings?|earn|funds?|ipo|staking|launchpool|vault|investment|fund units|units)(?: (?:products?|plans?|pools?))?$/i;
const isBound = (reading: Reading, act: Act) =>
  (isDoing(act, 'subscribe') || /^(?:redeem|switch)$/.test(act.lemma)) &&
  names(act, SAVING) &&
  isInMarket(reading);

/** "Accept a quote order", "confirm the order": it is placed by that. */
const isAgreed = (act: Act) =>
  isDoing(act, 'accept') && /^(?:accept|confirm|approve|finali[sz]e)$/.test(act.lemma);

/** An offer made for something that is traded. */
const OFFER = /\b(?:offers?|bids?|asks?|listings?|auctions?)$/i;
const isOffered = (reading: Reading, act: Act) =>
  isDoing(act, 'create', 'place', 'send') &&
  names(act, OFFER) &&
  tells(act, /\b(?:nfts?|tokens?|shares|collectibles?)\b/i) &&
  (isInMarket(reading) || isOnChain(reading));

function exposes(reading: Reading, act: Act): boolean {
  if (isUnplaced(act)) return false;
  if (isPhrased(reading, act, 'exposes')) return true;
  if (isDoing(act, 'trade') || isOffered(reading, act) || isTrader(reading, act) || isBound(reading, act))
    return true;
  if (isTo(act, 'margin-setting') && !isTo(act, 'exposure', 'position')) return false;
  if (isDoing(act, 'place'))
    return isTo(act, 'order') || /\border$/.test(act.lemma) || (isInMarket(reading) && isTraded(act));
  if (isDoing(act, 'alter', 'close', 'configure') && (isTo(act, 'exposure') || isTerms(reading, act)))
    return true;
  if (act.lemma === 'close' && isTo(act, 'bulk')) return isInMarket(reading);
  if (act.lemma === 'convert' && isHead(act, 'position')) return isInMarket(reading);
  if (isDoing(act, 'create', 'place', 'accept', 'run') && names(act, STAKED)) return true;
  const isOrder = isTo(act, 'order', 'position') && !isHead(act, 'message', 'status') && !isNoted(act);
  return (
    (isAgreed(act) || isDoing(act, 'create', 'alter', 'close', 'manage', 'run', 'send')) &&
    isOrder &&
    isInMarket(reading)
  );
}

export const changesExposure: Rule = {
  id: 'changes-exposure',
  version: 6,
  category: 'Financial',
  facet: 'money_exposure',
  says: 'places or changes a trade, a position or its leverage',
  ask: (reading) =>
    isSimulated(reading) ? { outcome: 'no' } : doing(reading, (act) => exposes(reading, act)),
};
