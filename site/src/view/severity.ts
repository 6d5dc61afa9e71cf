import { Category, type Classification, RiskLevel } from '#data/schema/classification.ts';

export const CATEGORIES = Category.options;
export const LEVELS = RiskLevel.options;

export function compareLevels(a: RiskLevel, b: RiskLevel): number {
  return LEVELS.indexOf(a) - LEVELS.indexOf(b);
}

type Judged = { verdict: Pick<Classification, 'category' | 'risk'>; tool: { definition: { name: string } } };

/** Worst first: level, then the adjusted level, then category, then name. */
export function compareSeverity(a: Judged, b: Judged): number {
  return (
    compareLevels(a.verdict.risk.plain, b.verdict.risk.plain) ||
    compareLevels(a.verdict.risk.evidence, b.verdict.risk.evidence) ||
    CATEGORIES.indexOf(a.verdict.category) - CATEGORIES.indexOf(b.verdict.category) ||
    (a.tool.definition.name < b.tool.definition.name ? -1 : 1)
  );
}
