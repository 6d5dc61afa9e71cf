import type { Category, Classification, RiskLevel } from '#data/schema/classification.ts';

const LEVEL: Record<Category, RiskLevel> = {
  Financial: 'critical',
  Destructive: 'critical',
  Execute: 'high',
  Write: 'medium',
  Read: 'low',
};

/** A verdict with nothing remarkable in it but what is given. */
export function classified(category: Category, given: Partial<Classification> = {}): Classification {
  return {
    category,
    facets: [],
    risk: { plain: LEVEL[category], evidence: LEVEL[category], modifiers: [] },
    confidence: 0.95,
    ambiguous: false,
    needsReview: false,
    decidedBy: 'rules',
    evidence: [],
    rationale: '',
    wouldChange: [],
    correction: null,
    versions: { rubric: '1.1', rules: '0' },
    ...given,
  };
}
