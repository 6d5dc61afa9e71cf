import { z } from 'zod';
import { Category, RiskLevel } from '../schema/classification.ts';
import { readYaml } from './read-yaml.ts';

const CategoryEntry = z.strictObject({
  id: Category,
  question: z.string(),
  means: z.string(),
  level: RiskLevel,
});
const LevelEntry = z.strictObject({ id: RiskLevel, means: z.string() });
const FacetEntry = z.strictObject({ id: z.string().regex(/^[a-z_]+$/), means: z.string() });
const ModifierEntry = z.strictObject({ id: z.string().regex(/^[a-z-]+$/), reason: z.string() });

/** Most severe first. */
export const categories = readYaml('categories.yml', z.array(CategoryEntry));

/** Highest first. */
export const riskLevels = readYaml('risk-levels.yml', z.array(LevelEntry));

export const facets = readYaml('facets.yml', z.array(FacetEntry));

export const modifiers = readYaml('modifiers.yml', z.array(ModifierEntry));
