import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isPaid, isSimulated } from '../../reading/setting.ts';
import { doing, isDoing, isHead, isNear, isTo, type Rule } from '../rule.ts';

/** Talking about an obligation makes none: reminders, codes, drafts of a text, previews. */
const HARMLESS = /\b(?:remind\w*|qr|preview|template|settings?|notes?)\b/i;

/** A change for which, by the tool's own words, somebody pays at once. */
const isChargedAtOnce = (reading: Reading, act: Act) =>
  isDoing(act, 'create', 'alter', 'subscribe', 'deploy', 'enable', 'place', 'start') &&
  reading.cues.has('charges') &&
  !isHead(act, 'message', 'media');

/** Asking for money is a claim on somebody; asking for a token is not. */
const isClaim = (act: Act) => act.lemma === 'request' && /\b(?:money|payments?|funds)$/i.test(act.span.quote);

function obliges(reading: Reading, act: Act): boolean {
  if (isChargedAtOnce(reading, act)) return true;
  if (HARMLESS.test(act.span.quote.replaceAll('_', ' ').replace(/credit notes?/i, ''))) return false;
  if (isDoing(act, 'create', 'send', 'publish', 'accept', 'generate')) {
    if (isTo(act, 'obligation') || isClaim(act)) return true;
  }
  return (
    (isDoing(act, 'create', 'alter', 'subscribe', 'start', 'enable') || act.lemma === 'upgrade') &&
    (isTo(act, 'subscription') ||
      (isDoing(act, 'subscribe', 'start', 'enable') && isNear(act, 'subscription'))) &&
    (isDoing(act, 'subscribe', 'deploy') || !isHead(act, 'price-list')) &&
    isPaid(reading) &&
    !isHead(act, 'message')
  );
}

export const createsObligation: Rule = {
  id: 'creates-obligation',
  version: 2,
  category: 'Financial',
  facet: 'money_commits',
  says: 'commits somebody to pay or be paid',
  ask: (reading) =>
    isSimulated(reading) ? { outcome: 'no' } : doing(reading, (act) => obliges(reading, act)),
};
