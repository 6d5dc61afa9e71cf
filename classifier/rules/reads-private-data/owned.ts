import type { Span } from '#data/schema/evidence.ts';
import { ownedData } from '#data/taxonomy/owned-data.ts';
import { cite } from '../../reading/field.ts';
import type { Reading } from '../../reading/reading.ts';
import { isInMarket, isPaid } from '../../reading/setting.ts';
import { oneOf } from '../nouns.ts';
import { isOfAnyone } from './anyone.ts';
import { isShowing } from './look.ts';

const BESIDE =
  '(?! (?:[\\w-]+ )?(?:status|settings?|preferences|types?|rules?|templates?|filters?|folders?|labels?))';
const THING = `(?:${oneOf(ownedData.things)})\\b${BESIDE}`;
/** A few words may stand between the owner and the thing: "your unpaid claimable winnings". */
const OWNED = new RegExp(
  `\\b(?:${ownedData.owners.join('|')}) (?:[\\w-]+ ){0,3}?${THING}|\\b${THING} (?:[\\w-]+ ){0,3}?(?:of|for|in|on|by|to) (?:${ownedData.holders.join('|')})\\b`,
  'i',
);

/** A list of what comes back: "including balances and holdings". */
const CONTENTS = new RegExp(
  `\\b(?:includ(?:es|ing)|with|showing|shows|contain(?:s|ing)|returns?)\\b[^.]{0,150}?\\b(?:${oneOf(ownedData.contents)})\\b`,
  'i',
);
const CONTENTS_REACH = 320;

/** Where the act is told, this far: later come reasons, advice and other tools. */
const REACH = 140;

/** Somebody's own thing is shown, and whose it is stands in the words of the act. */
export function readsOwned({ acts, fields }: Reading): Span[] {
  const source = fields.find(({ path }) => path === 'description');
  const act = acts.find(isShowing);
  if (source === undefined || act === undefined || act.source !== 'prose') return [];
  const from = Math.max(source.text.indexOf(act.said), 0);
  const told = source.text.slice(from, from + REACH).split(/[.!?\n]\s/, 1)[0] ?? '';
  const match = OWNED.exec(told);
  return match === null ? [] : [cite(source, from + match.index, from + match.index + match[0].length)];
}

/** Among what comes back is somebody's money, where money is dealt with and nobody else's is asked for. */
export function readsOwnMoney(reading: Reading): Span[] {
  const source = reading.fields.find(({ path }) => path === 'description');
  if (source === undefined || !reading.acts.some(isShowing) || isOfAnyone(reading)) return [];
  const match = CONTENTS.exec(source.text.slice(0, CONTENTS_REACH));
  return match === null || !(isInMarket(reading) || isPaid(reading))
    ? []
    : [cite(source, match.index, match.index + match[0].length)];
}
