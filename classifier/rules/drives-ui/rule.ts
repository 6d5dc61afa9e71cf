import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isHead, isNear, isTo, type Rule } from '../rule.ts';

/** Words for a hand on a running interface that elsewhere are about data. */
const SHARED = new Set([
  'select',
  'upload',
  'open',
  'submit',
  'handle',
  'drop',
  'type',
  'press',
  'fill',
  'paste',
]);

function acts(reading: Reading, act: Act): boolean {
  if (isDoing(act, 'actuate')) return reading.isInterface || isTo(act, 'ui-element');
  const isHand = SHARED.has(act.lemma) && isNear(act, 'ui-element') && !isHead(act, 'status');
  return isHand && reading.isInterface;
}

export const drivesUi: Rule = {
  id: 'drives-ui',
  version: 1,
  category: 'Execute',
  facet: 'ui_control',
  says: 'acts on a running interface as a person would',
  ask: (reading) => doing(reading, (act) => acts(reading, act)),
};
