import { z } from 'zod';

/** How the list of tools in a README differs from what was read of the code. Both lists are sorted. */
export const ReadmeDrift = z.object({
  path: z.string(),
  /** The README gives them, and the code was not seen to offer them. */
  missing: z.array(z.string()),
  /** The code offers them, and the README does not give them. */
  unlisted: z.array(z.string()),
});
export type ReadmeDrift = z.infer<typeof ReadmeDrift>;
