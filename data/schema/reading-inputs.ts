import { z } from 'zod';

/** What a reading of a tree depends on: nothing else is seen by an extractor, so where all of it is equal the reading is. */
export const ReadingInputs = z.object({
  /** Ids and versions of the extractors. */
  readers: z.string(),
  /** SHA-256 over the list of all paths. */
  paths: z.string(),
  /** The files that were asked for, sorted, and the SHA-256 over their texts. */
  read: z.array(z.string()),
  texts: z.string(),
});
export type ReadingInputs = z.infer<typeof ReadingInputs>;
