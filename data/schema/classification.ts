import { z } from 'zod';
import { Evidence, Span } from './evidence.ts';

/** The five action classes, most severe first: the first that applies is the category (rubric 1.1, section 1). */
export const Category = z.enum(['Financial', 'Destructive', 'Execute', 'Write', 'Read']);
export type Category = z.infer<typeof Category>;

/** Risk levels, highest first. */
export const RiskLevel = z.enum(['critical', 'high', 'medium', 'low']);
export type RiskLevel = z.infer<typeof RiskLevel>;

/** One named reason why a level differs from the category's own; `step` is in levels, positive raises. */
export const RiskModifier = z.object({
  id: z.string(),
  step: z.int(),
  reason: z.string(),
  span: Span.nullable(),
});
export type RiskModifier = z.infer<typeof RiskModifier>;

/** `plain` follows from the category alone; `evidence` applies the modifiers, at most two levels up or down. */
export const Risk = z.object({ plain: RiskLevel, evidence: RiskLevel, modifiers: z.array(RiskModifier) });
export type Risk = z.infer<typeof Risk>;

/** The verdict on one definition. */
export const Classification = z.object({
  category: Category,
  facets: z.array(z.string()),
  risk: Risk,
  confidence: z.number().min(0).max(1),
  ambiguous: z.boolean(),
  needsReview: z.boolean(),
  /** `rules`, the id of a Claude model, or `person`. */
  decidedBy: z.string(),
  evidence: z.array(Evidence),
  rationale: z.string(),
  /** Plain sentences: what in the definition would have to differ for another label. */
  wouldChange: z.array(z.string()),
  /** Set when a person overruled the rules (data/corrections.yml). */
  correction: z.object({ reason: z.string(), owner: z.string(), date: z.string() }).nullable(),
  /** Rubric version and a hash over rules and word lists: a row with another value is classified again. */
  versions: z.object({ rubric: z.string(), rules: z.string() }),
});
export type Classification = z.infer<typeof Classification>;

/** What the classifier is given: the definition, and its surroundings as context. */
export const ClassifierInput = z.object({
  id: z.string().optional(),
  name: z.string(),
  title: z.string().nullish(),
  description: z.string().nullish(),
  inputSchema: z.record(z.string(), z.unknown()).nullish(),
  annotations: z.record(z.string(), z.unknown()).nullish(),
  server: z.looseObject({ name: z.string().nullish(), description: z.string().nullish() }).nullish(),
  siblings: z.array(z.string()).nullish(),
});
export type ClassifierInput = z.infer<typeof ClassifierInput>;
