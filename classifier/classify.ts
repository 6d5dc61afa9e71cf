import { createHash } from 'node:crypto';
import type { Classification, ClassifierInput } from '#data/schema/classification.ts';
import { besidePrivate } from '#data/taxonomy/beside-private.ts';
import { ownedData } from '#data/taxonomy/owned-data.ts';
import { phrasings } from '#data/taxonomy/phrasings.ts';
import { privateRecords } from '#data/taxonomy/private-records.ts';
import { evidenceOf, findings } from './finding.ts';
import { read } from './reading/reading.ts';
import { VOCABULARY_HASH } from './reading/vocabulary.ts';
import { riskOf } from './risk.ts';
import { rules } from './rules/index.ts';
import { MODEL_HASH, type SecondVote, secondVote } from './second-vote/second-vote.ts';
import { categoryOf } from './verdict/category.ts';
import { certaintyOf } from './verdict/confidence.ts';
import { rationale, wouldChange } from './verdict/rationale.ts';

export const RUBRIC_VERSION = '1.1';

/** Below this a label goes to the next judge. */
const SURE_ENOUGH = 0.88;

/** Changes with any rule's version, any word of any list and any weight of the second vote. */
export const RULES_VERSION = createHash('sha256')
  .update(
    JSON.stringify([
      rules.map(({ id, version }) => [id, version]),
      VOCABULARY_HASH,
      [privateRecords, besidePrivate, ownedData, phrasings],
      MODEL_HASH,
    ]),
  )
  .digest('hex')
  .slice(0, 16);

/**
 * The verdict on one definition: normalise and read it, ask every rule, decide the category by the rubric's order, weigh the
 * risk, say why. Pure and synchronous; the same input gives the same bytes. With `null` for a second vote the rules are alone.
 */
export function classify(input: ClassifierInput, second: SecondVote | null = secondVote): Classification {
  const reading = read(input);
  const found = findings(reading);
  const category = categoryOf(found);
  const risk = riskOf(category, found);
  const certainty = certaintyOf(reading, found, category, second === null ? null : second(reading));
  return {
    category,
    facets: [...new Set(found.flatMap(({ rule }) => rule.facet ?? []))].sort(),
    risk,
    confidence: certainty.confidence,
    ambiguous: certainty.ambiguous,
    needsReview: certainty.ambiguous || certainty.confidence < SURE_ENOUGH,
    decidedBy: 'rules',
    evidence: evidenceOf(found),
    rationale: rationale(input.name, category, found, { risk, certainty }),
    wouldChange: wouldChange(category, found, risk),
    correction: null,
    versions: { rubric: RUBRIC_VERSION, rules: RULES_VERSION },
  };
}
