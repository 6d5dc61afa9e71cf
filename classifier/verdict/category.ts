import type { Category } from '#data/schema/classification.ts';
import { categories } from '#data/taxonomy/taxonomy.ts';
import type { Finding } from '../finding.ts';
import { isSaidOf } from '../reading/said-of.ts';

export const severity = (category: Category) =>
  categories.length - categories.findIndex(({ id }) => id === category);

const has = (found: readonly Finding[], rule: string) => found.some((finding) => finding.rule.id === rule);

/** Said in the very words that decide ("run read-only queries"); a sentence beside them could be anybody's, and proves nothing. */
const isClaimedOf = (found: readonly Finding[], category: Category) => {
  const claims = found.find(({ rule }) => rule.id === 'claims-read-only')?.spans;
  return (
    claims !== undefined &&
    deciding(found, category).every(({ spans }) =>
      spans.some((span) => claims.some((claim) => isSaidOf(claim, span))),
    )
  );
};

/** A denial ("read-only") cancels evidence of Write and Execute; never of money or loss (rubric, tie-break c). */
function isDenied(found: readonly Finding[], category: Category): boolean {
  if ((category !== 'Write' && category !== 'Execute') || has(found, 'hides-instructions')) return false;
  return has(found, 'is-inert') || (isClaimedOf(found, category) && !has(found, 'writes-at-will'));
}

/** The most severe category that a finding argues for; Read when none does. */
export function categoryOf(found: readonly Finding[]): Category {
  const argued = categories
    .map(({ id }) => id)
    .filter((id) => found.some(({ rule }) => rule.category === id));
  return argued.find((category) => !isDenied(found, category)) ?? 'Read';
}

/** The findings that argue for this category. */
export const deciding = (found: readonly Finding[], category: Category): Finding[] =>
  found.filter(({ rule }) => rule.category === category);
