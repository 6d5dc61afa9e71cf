import type { Category, RiskLevel } from '#data/schema/classification.ts';
import { categories, facets, riskLevels } from '#data/taxonomy/taxonomy.ts';

type CategoryWords = (typeof categories)[number];

const byCategory = new Map(categories.map((entry) => [entry.id, entry]));
const byLevel = new Map(riskLevels.map((entry) => [entry.id, entry.means]));
const byFacet = new Map(facets.map((entry) => [entry.id, entry.means.replace(/^a call /, '')]));

export function levelName(level: RiskLevel): string {
  return level.charAt(0).toUpperCase() + level.slice(1);
}

/** The question, the meaning and the level of a category, in the taxonomy's words. */
export function categoryWords(category: Category): CategoryWords {
  const words = byCategory.get(category);
  if (!words) throw new Error(`data/taxonomy/categories.yml says nothing of ${category}.`);
  return words;
}

/** What a level means for someone who decides about a tool. */
export function levelMeaning(level: RiskLevel): string {
  const meaning = byLevel.get(level);
  if (meaning === undefined) throw new Error(`data/taxonomy/risk-levels.yml says nothing of ${level}.`);
  return meaning;
}

/** What a facet says of a call, to follow “a call …”; undefined for one that the taxonomy no longer has. */
export function facetClause(facet: string): string | undefined {
  return byFacet.get(facet);
}
