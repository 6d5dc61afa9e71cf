import type { Category, Classification } from '#data/schema/classification.ts';
import { categoryWords, facetClause } from '../../../../view/words.ts';

/** Facets that say what a category says, only more exactly: the first that a tool has takes the category's place. */
const SHARPER: Record<Category, readonly string[]> = {
  Financial: ['money_moves', 'money_exposure', 'money_commits', 'money_authority'],
  Destructive: ['deletes', 'cancels', 'revokes'],
  Execute: [
    'code_execution',
    'sql',
    'generic_api',
    'ui_control',
    'deploys',
    'infra_control',
    'metered_generation',
    'analysis_job',
    'starts_jobs',
  ],
  Write: ['external_comm', 'privilege_grant', 'public_exposure', 'agent_memory', 'overwrite'],
  Read: ['secrets_read', 'pii_read', 'simulated'],
};

/** Facets that say where a tool stands, not what a call of it does. */
const BACKGROUND = new Set(['money', 'payment_server', 'query_argument']);
const MAX_FURTHER = 2;

/** What one call does: the sharpest thing known of it, and up to two more, to follow “it …”. */
export function describeCall({ category, facets }: Classification): { does: string; further: string[] } {
  const sharper = SHARPER[category].find((facet) => facets.includes(facet));
  const sharpest = sharper === undefined ? undefined : facetClause(sharper);
  const further = facets
    .filter((facet) => facet !== sharper && !BACKGROUND.has(facet))
    .map(facetClause)
    .filter((clause) => clause !== undefined);
  return { does: sharpest ?? categoryWords(category).means, further: further.slice(0, MAX_FURTHER) };
}
