import { z } from 'zod';

/** Where something stands in a snapshot. Lines count from 1 and include both ends. */
export const Location = z.object({
  path: z.string(),
  startLine: z.int().min(1),
  endLine: z.int().min(1),
});
export type Location = z.infer<typeof Location>;
