import type { Act } from '../../reading/act.ts';
import { isDoing, names } from '../rule.ts';

/** How many there are, whether something holds, or how to go about it: none of that tells anything of anybody. */
const TELLING_NOTHING = new Set(['count', 'validate', 'resolve', 'geocode', 'guide', 'ping', 'lint']);
const WHETHER = /^\w+ (?:if|whether|that)\b(?! (?:you|I|the user)\b)/i;

/** Reading by which what is read is handed back. */
export const isShowing = (act: Act) =>
  isDoing(act, 'read', 'download') && !TELLING_NOTHING.has(act.lemma) && !names(act, WHETHER);

/** What is made of records on being asked, and tells what is in them. */
const REPORT =
  /\b(?:reports?|summar(?:y|ies)|statements?|overview|breakdown|analytics|statistics|totals?|balances?)\b/i;
export const isReport = (act: Act, named: string) =>
  isDoing(act, 'generate', 'compute', 'create') && REPORT.test(`${named} ${act.said}`);
