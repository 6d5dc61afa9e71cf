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
export type SilenceReason =
  | 'refused'
  | 'cut-off'
  | 'timed-out'
  | 'rate-limited'
  | 'unauthorized'
  | 'unreachable'
  | 'server-error'
  | 'malformed'
  | 'invented-quote'
  | 'milder';

export interface Silence {
  kind: 'silence';
  reason: SilenceReason;
  message: string;
}

/** An answer, or the reason why there is none. */
export type Opinion = { kind: 'answer'; answer: Answer } | Silence;

export const silence = (reason: SilenceReason, message: string): Silence => ({
  kind: 'silence',
  reason,
  message,
});
