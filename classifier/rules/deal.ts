import { type Deal, deals } from '#data/taxonomy/deals.ts';
import type { Act } from '../reading/act.ts';
import type { Reading } from '../reading/reading.ts';
import { asksAmount, isInMarket, isOnChain, isPaid, keepsBooks } from '../reading/setting.ts';
import { isOnlyDrafted, names, tells } from './rule.ts';

/** One row of the list of deals, made fit for asking. */
interface Known {
  deal: Deal;
  objects: RegExp;
  beside: RegExp | undefined;
}

const plural = (word: string) =>
  word.endsWith('y') ? `${word.slice(0, -1)}(?:y|ies)` : word.endsWith('s') ? word : `${word}(?:e?s)?`;
const anyOf = (words: readonly string[]) => `\\b(?:${words.map(plural).join('|')})`;

const known: readonly Known[] = deals.map((deal) => ({
  deal,
  objects: new RegExp(`${anyOf(deal.objects)}$`, 'i'),
  beside: deal.beside && new RegExp(`${anyOf(deal.beside)}\\b`, 'i'),
}));

const byVerb: ReadonlyMap<string, readonly Known[]> = new Map(
  [...new Set(deals.flatMap(({ verbs }) => verbs))].map((verb) => [
    verb,
    known.filter(({ deal }) => deal.verbs.includes(verb)),
  ]),
);
const NONE: readonly Known[] = [];

const SETTING: Record<Deal['where'], (reading: Reading) => boolean> = {
  anywhere: () => true,
  paid: (reading) => isPaid(reading) && !keepsBooks(reading),
  priced: (reading) => asksAmount(reading) && !keepsBooks(reading),
  market: isInMarket,
  chain: isOnChain,
};

const ARTICLED = /^\w+ (?:an?|the|your|my|its) /i;

/** The act is one of the deals of this claim, by its verb, its object and the setting. */
export const isDeal = (reading: Reading, act: Act, claim: Deal['claim']): boolean =>
  (byVerb.get(act.lemma) ?? NONE).some(
    ({ deal, objects, beside }) =>
      deal.claim === claim &&
      names(act, objects) &&
      (beside === undefined || tells(act, beside)) &&
      (deal.articled !== true || ARTICLED.test(act.said)) &&
      !isOnlyDrafted(act) &&
      SETTING[deal.where](reading),
  );
