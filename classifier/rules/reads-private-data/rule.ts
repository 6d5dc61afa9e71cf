import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isInMarket, isOnChain, isPaid } from '../../reading/setting.ts';
import { citing, doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

/** Words for private things that are as often about something else, and what has to be spoken of for them to be private. */
const OPEN: ReadonlyArray<[RegExp, RegExp]> = [
  [/\bevents?\b/i, /calendar|meeting|appointment|schedule|invitee|outlook/i],
  [
    /\b(?:accounts?|bookmarks?|photos?)\b/i,
    /bank|financ|budget|ledger|money|broker|payment|browser|album|library/i,
  ],
  [
    /\b(?:transactions?|positions?|orders?|deals|balances?|withdrawals?|spending|budgets?|invoices?|tax)\b/i,
    /bank|financ|budget|ledger|money|trad|broker|account|payment|store|shop|marketplace|customer|portfolio|invoice/i,
  ],
  [/\bcustomers?\b/i, /payment|billing|store|shop|crm|order|invoice|subscription|stripe/i],
];
const BALANCE_OF_ADDRESS = /\b(?:address|contract|token|block|hash)\b/i;

/** Everything that tells what the tool is about, in one line. */
const about = ({ fields, input }: Reading) =>
  [...fields.map(({ text }) => text.slice(0, 300)), ...(input.siblings ?? []).slice(0, 40)].join(' ');

/** Only a word with two meanings makes it private, and nothing around it says which. */
function isOpen(reading: Reading, { said, objects }: Act): boolean {
  const [, context] = OPEN.find(([word]) => word.test(said)) ?? [];
  if (context === undefined || STRONG.test(said)) return false;
  if (isOnChain(reading) && BALANCE_OF_ADDRESS.test(about(reading)) && !objects.has('position')) return true;
  return !context.test(about(reading)) && !isInMarket(reading) && !isPaid(reading);
}
const STRONG =
  /\b(?:contacts?|mail\w*|inbox|messages?|chats?|transcripts?|patients?|medical|health|salar\w+|payroll|employees?|net worth|credit score|portfolio|holdings|clipboard|bank\w*)\b/i;

/** What is told about accounts, orders or mail without telling what is in them. */
const ABOUT =
  /\b(?:order ?books?|permissions?|settings?|types?|schema|quota|limits?|templates?|import rules?|statuses)\b/i;

const shows = (reading: Reading, act: Act) =>
  isDoing(act, 'read') && isTo(act, 'private') && !ABOUT.test(act.said) && !isOpen(reading, act);

export const readsPrivateData: Rule = {
  id: 'reads-private-data',
  version: 3,
  category: null,
  facet: 'pii_read',
  says: 'hands back private messages, contacts, health, staff or account data',
  ask: (reading) => {
    const stated = doing(reading, (act) => shows(reading, act));
    const { act } = reading.name;
    if (stated.outcome === 'yes' || act === undefined) return stated;
    return shows(reading, act) && isHead(act, 'private', 'status') ? citing([act.span]) : { outcome: 'no' };
  },
};
