import { z } from 'zod';
import { Category, type Classification } from '../schema/classification.ts';
import { readYaml } from './read-yaml.ts';
import { facets } from './taxonomy.ts';

const Needs = z.strictObject({
  all: z.array(z.string()),
  any: z.array(z.string()),
  categories: z.array(Category),
  /** Words of the definition that the facets must rest on: a field, or what it begins with. */
  field: z.string().optional(),
});

const AttackPattern = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  name: z.string(),
  happens: z.string(),
  source: z.url({ protocol: /^https$/ }),
  refs: z.array(z.string()),
  needs: Needs,
});
export type AttackPattern = z.infer<typeof AttackPattern>;

export const attackPatterns = readYaml('attack-patterns.yml', z.array(AttackPattern));

/** An attack that a tool is open to, and why it is. */
export interface Exposure {
  pattern: AttackPattern;
  /** A sentence: what of the tool makes it possible. */
  because: string;
}

const meaning = new Map(facets.map(({ id, means }) => [id, means]));

const isIn = ({ evidence }: Classification, field: string) =>
  evidence.some(
    (one) => one.outcome === 'yes' && one.rule === 'hides-instructions' && one.field.startsWith(field),
  );

/** The facets of a verdict that make the attack possible; undefined where its precondition does not hold. */
function matched(verdict: Classification, { all, any, categories, field }: AttackPattern['needs']) {
  const has = (facet: string) => verdict.facets.includes(facet);
  const some = any.filter(has);
  const isOpen =
    all.every(has) &&
    (any.length === 0 || some.length > 0) &&
    (categories.length === 0 || categories.includes(verdict.category)) &&
    (field === undefined || isIn(verdict, field));
  return isOpen ? [...all, ...some] : undefined;
}

/** The attacks whose precondition holds for a tool, each with the reason; empty when none does. */
export function exposuresOf(verdict: Classification): Exposure[] {
  return attackPatterns.flatMap((pattern) => {
    const found = matched(verdict, pattern.needs);
    if (found === undefined) return [];
    const reasons = found.map((facet) => meaning.get(facet) ?? facet);
    return [{ pattern, because: `Possible because ${reasons.join(', and ')}.` }];
  });
}
