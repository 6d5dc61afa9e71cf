import { type Phrasing, phrasings } from '#data/taxonomy/phrasings.ts';
import type { Act } from '../reading/act.ts';
import type { Reading } from '../reading/reading.ts';
import { asksAmount, isInMarket, isOnChain, isPaid, keepsBooks } from '../reading/setting.ts';
import { oneOf } from './nouns.ts';
import { isOnlyDrafted, names, takesImage, tells } from './rule.ts';

/** One phrasing, made fit for asking. */
interface Known {
  phrasing: Phrasing;
  objects: RegExp | undefined;
  beside: RegExp | undefined;
}

const ending = (words: readonly string[] | undefined, end: string) =>
  words && new RegExp(`\\b(?:${oneOf(words)})${end}`, 'i');

const known: readonly Known[] = phrasings.map((phrasing) => ({
  phrasing,
  objects: ending(phrasing.objects, '$'),
  beside: ending(phrasing.beside, '\\b'),
}));

const byVerb: ReadonlyMap<string, readonly Known[]> = new Map(
  [...new Set(phrasings.flatMap(({ verbs }) => verbs))].map((verb) => [
    verb,
    known.filter(({ phrasing }) => phrasing.verbs.includes(verb)),
  ]),
);
const NONE: readonly Known[] = [];

const SETTING: Record<Phrasing['where'], (reading: Reading) => boolean> = {
  anywhere: () => true,
  paid: (reading) => isPaid(reading) && !keepsBooks(reading),
  priced: (reading) => asksAmount(reading) && !keepsBooks(reading),
  market: isInMarket,
  chain: isOnChain,
  imaged: takesImage,
};

const ARTICLED = /^\w+ (?:an?|the|your|my|its) /i;

/** The act is one of the phrasings of this claim, by its verb, its object and the setting. */
export const isPhrased = (reading: Reading, act: Act, claim: Phrasing['claim']): boolean =>
  (byVerb.get(act.lemma) ?? NONE).some(
    ({ phrasing, objects, beside }) =>
      phrasing.claim === claim &&
      (objects === undefined || names(act, objects)) &&
      (beside === undefined || tells(act, beside)) &&
      (phrasing.articled !== true || ARTICLED.test(act.said)) &&
      !isOnlyDrafted(act) &&
      SETTING[phrasing.where](reading),
  );
