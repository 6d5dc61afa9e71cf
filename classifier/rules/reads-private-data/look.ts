import type { Act } from '../../reading/act.ts';
import { isAnswer, isDoing } from '../rule.ts';

/** How many there are, or how to go about it: that tells nothing of anybody. */
const TELLING_NOTHING = new Set(['count', 'validate', 'resolve', 'geocode', 'guide', 'ping', 'lint']);

/** Reading by which what is read is handed back. */
export const isShowing = (act: Act) =>
  isDoing(act, 'read', 'download') && !TELLING_NOTHING.has(act.lemma) && !isAnswer(act);

/** What is made of records on being asked, and tells what is in them. */
const REPORT =
  /\b(?:reports?|summar(?:y|ies)|statements?|overview|breakdown|analytics|statistics|totals?|balances?)\b/i;
export const isReport = (act: Act, named: string) =>
  isDoing(act, 'generate', 'compute', 'create') && REPORT.test(`${named} ${act.said}`);
