/** A word for private things that is as often about something else: what must be spoken of around it, and what must not. */
export interface OpenWord {
  word: RegExp;
  around: RegExp;
  not?: RegExp;
  /** A server of markets or payments is enough around it. */
  isMoney?: true;
}

const TALK =
  /discord|slack|telegram|whatsapp|signal|messenger|imessage|teams\b|mail|inbox|\bsms\b|chat|\bdms?\b|direct message|ticket|customer|help ?desk|order|channel_?id/i;
/** Messages between programs, and talk that everybody hears. */
const NO_LETTERS =
  /queue|topic|\bstreams?\b|broker|kafka|mqtt|nats\b|\b(?:tcp|udp)\b|packet|players?\b|in-?game|consumer|commit|error/i;
/** What everybody traded there. */
const OF_ALL = /\bfor (?:a|the) (?:coin|symbol|pair|market|token)\b/i;
const FINANCE =
  /bank|financ|expense|debt|budget|ledger|money|trad|broker|account|payment|store|shop|marketplace|customer|portfolio|invoice|billing/i;

export const OPEN: readonly OpenWord[] = [
  {
    word: /\b(?:profit (?:and|&) loss|income statement|cash flow statement|balance sheet|general ledger)\b/i,
    around: /accounting|bookkeep|invoice|ledger|journal|payroll|tenant/i,
    not: /\b(?:ticker|symbol|stocks?|sec filings?|earnings|analyst)/i,
  },
  {
    word: /\bevents?\b/i,
    around: /calendar|meeting|appointment|invitee|outlook/i,
    not: /kubernetes|cluster|webhook|audit|\blogs?\b/i,
  },
  { word: /\b(?:chats?|messages?|conversations?|correspondence)\b/i, around: TALK, not: NO_LETTERS },
  {
    word: /\b(?:accounts?|bookmarks?|photos?)\b/i,
    around: /bank|financ|budget|ledger|money|broker|payment|browser|album|library/i,
    isMoney: true,
  },
  {
    word: /\b(?:transactions?|positions?|orders?|deals|balances?|withdrawals?|spending|budgets?|invoices?|tax \w+|expenses?|debts|margins|funds|payments?|payment history|charges|refunds|payouts|disputes|receipts|loans)\b/i,
    around: FINANCE,
    isMoney: true,
  },
  {
    word: /\b(?:fills?|settlements?)\b/i,
    around: /\b(?:your|own|my)\b|account|portfolio/i,
    not: OF_ALL,
    isMoney: true,
  },
  {
    word: /\b(?:customers?|leads|prospects|subscribers|candidates?)\b/i,
    around:
      /payment|billing|store|shop|crm|order|invoice|subscription|stripe|pipeline|campaign|audience|newsletter|mailing|recruit|hiring|applicant/i,
    not: /\b(?:topics?|queues?|pub\/?sub)\b/i,
    isMoney: true,
  },
  {
    word: /\bsubscriptions?\b/i,
    around: /payment|billing|invoice|checkout|stripe|merchant|refund|storefront|\bstore\b/i,
    not: /azure|\btopics?\b|webhook|pub\/?sub|\bevents? (?:grid|hub)|notification/i,
    isMoney: true,
  },
  {
    word: /\b(?:time ?entr(?:y|ies)|timesheets?|time off|absences|nutrition|meals|calories|diagnos[ei]s|allergies|medications?)\b/i,
    around: /employee|staff|\bhr\b|payroll|personnel|timesheet|patient|health|fitness|workout|diary|tracker/i,
  },
];
