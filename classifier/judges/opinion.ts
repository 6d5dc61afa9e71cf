import { z } from 'zod';
import { Category } from '#data/schema/classification.ts';

/** What a model is asked to fill in. */
export const Answer = z.object({
  category: Category,
  quotes: z.array(z.object({ field: z.string(), quote: z.string() })),
  reason: z.string(),
});
export type Answer = z.infer<typeof Answer>;

/** Why a model's judgement did not count. */
export const SilenceReason = z.enum([
  'refused',
  'cut-off',
  'timed-out',
  'rate-limited',
  'unauthorized',
  'unreachable',
  'server-error',
  'malformed',
  'invented-quote',
  'milder',
]);
export type SilenceReason = z.infer<typeof SilenceReason>;

export const Silence = z.object({ kind: z.literal('silence'), reason: SilenceReason, message: z.string() });
export type Silence = z.infer<typeof Silence>;

/** An answer, or the reason why there is none. */
export const Opinion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), answer: Answer }),
  Silence,
]);
export type Opinion = z.infer<typeof Opinion>;

/** Silences that say nothing of the definition: the question is asked again next time. */
const PASSING: ReadonlySet<string> = new Set<SilenceReason>([
  'timed-out',
  'rate-limited',
  'unauthorized',
  'unreachable',
  'server-error',
]);
export const isPassing = (reason: string) => PASSING.has(reason);

export const silence = (reason: SilenceReason, message: string): Silence => ({
  kind: 'silence',
  reason,
  message,
});
