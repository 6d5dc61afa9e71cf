import type { Correction } from '#data/corrections.ts';
import type { Classification } from '#data/schema/classification.ts';
import { plainLevel } from './risk.ts';
import { withArticle } from './verdict/rationale.ts';

const closed = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** A person's label wins: category and level are theirs, the rules' evidence stays for the reader to compare. */
export function applyCorrection(verdict: Classification, correction: Correction): Classification {
  const { category, level, reason, owner, date } = correction;
  const plain = plainLevel(category);
  const evidence = level ?? (category === verdict.category ? verdict.risk.evidence : plain);
  const modifiers =
    category === verdict.category && evidence === verdict.risk.evidence ? verdict.risk.modifiers : [];
  const overruled = category === verdict.category ? '' : ` The rules alone say ${verdict.category}.`;
  return {
    ...verdict,
    category,
    risk: { plain, evidence, modifiers },
    confidence: 1,
    ambiguous: false,
    needsReview: false,
    decidedBy: 'person',
    rationale: `${owner} set this label on ${date}: ${withArticle(category)} tool of ${evidence} risk. ${closed(reason)}${overruled}`,
    wouldChange: [],
    correction: { reason, owner, date },
  };
}
