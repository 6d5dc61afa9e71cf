import type { Category, RiskLevel } from '#data/schema/classification.ts';

export function levelName(level: RiskLevel): string {
  return level.charAt(0).toUpperCase() + level.slice(1);
}

/** What one call can do, to follow “a call …”. */
const CALL: Record<Category, string> = {
  Financial: 'moves money, commits to moving it, or changes what may be spent',
  Destructive: 'removes something that one ordinary call cannot bring back',
  Execute: 'sets something in motion whose effect depends on what it is given',
  Write: 'creates or changes something that stays, or sends it to someone',
  Read: 'returns information and is not said to change anything',
};

export function callClause(category: Category): string {
  return CALL[category];
}

/** What a category takes in and where it ends, in a paragraph. */
const CATEGORY_MEANING: Record<Category, string> = {
  Financial:
    'A call moves value, commits someone to pay or be paid, or changes exposure or the authority to spend: payments, refunds, transfers, trades, invoices that are issued, paid subscriptions. Bookkeeping about money that lies elsewhere is Write.',
  Destructive:
    'The stated effect is the loss of something that one ordinary call cannot bring back: deleting, dropping, purging, revoking, cancelling what was committed. Where the previous state can be restored without loss, it is Write.',
  Execute:
    'A call runs something whose effect depends on what is run or on its target: code, shell, free queries, workflows, builds, deployments, live user interfaces, generic API calls. Two calls with different arguments can differ in kind.',
  Write:
    'A call creates or changes state that stays, or sends a message to someone. Two calls with different arguments differ in content, not in kind of effect.',
  Read: 'A call returns information, and nothing in the definition says that it changes anything. What it returns can still be secret, personal, or written by strangers.',
};

export function categoryMeaning(category: Category): string {
  return CATEGORY_MEANING[category];
}

/** What a level means for someone who decides about a tool. */
const LEVEL_MEANING: Record<RiskLevel, string> = {
  critical:
    'One permitted call can lose money or data for good, or run anything at all. Such a tool is blocked, or asks a person each time.',
  high: 'What a call does depends on what it is given, or it reaches secrets, outsiders or access rights. Such a tool is limited, and its arguments are narrowed.',
  medium: 'A call changes something that can be changed back. Such a tool is limited, so that a runaway agent does little.',
  low: 'A call returns information that the definition does not call secret or personal. Such a tool is let through.',
};

export function levelMeaning(level: RiskLevel): string {
  return LEVEL_MEANING[level];
}
