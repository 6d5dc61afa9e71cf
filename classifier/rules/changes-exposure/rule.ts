import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isInMarket, isSimulated } from '../../reading/setting.ts';
import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

/** A bid, a bet or a trade binds whoever makes it, whatever market it is. */
const STAKED =
  /\b(?:bids?|bets?|wagers?|(?:market|limit|option|stock|crypto|multi-leg option) trades?)$|^(?:execut|plac|submit|settl)\w* (?:an? |the )?(?:outstanding )?trades?\b/i;

function exposes(reading: Reading, act: Act): boolean {
  if (isDoing(act, 'trade')) return true;
  if (isTo(act, 'margin-setting') && !isTo(act, 'exposure', 'position')) return false;
  if (isDoing(act, 'place'))
    return isTo(act, 'order', 'position') || isInMarket(reading) || /\border$/.test(act.lemma);
  if (isDoing(act, 'alter', 'close', 'configure') && isTo(act, 'exposure')) return true;
  if (act.lemma === 'close' && isTo(act, 'bulk')) return isInMarket(reading);
  if (act.lemma === 'convert' && isHead(act, 'position')) return isInMarket(reading);
  if (isDoing(act, 'create', 'place', 'accept', 'run') && STAKED.test(act.said)) return true;
  const isOrder = isTo(act, 'order', 'position') && !isHead(act, 'message', 'status');
  return isDoing(act, 'create', 'alter', 'close', 'manage', 'run', 'send') && isOrder && isInMarket(reading);
}

export const changesExposure: Rule = {
  id: 'changes-exposure',
  version: 3,
  category: 'Financial',
  facet: 'money_exposure',
  says: 'places or changes a trade, a position or its leverage',
  ask: (reading) =>
    isSimulated(reading) ? { outcome: 'no' } : doing(reading, (act) => exposes(reading, act)),
};
