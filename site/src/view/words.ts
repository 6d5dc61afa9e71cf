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
