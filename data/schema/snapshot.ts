import { z } from 'zod';
import { ServerId } from './server.ts';

/** One immutable version of a server's files: enough to find these very bytes again. */
export const SnapshotRef = z.object({
  origin: ServerId,
  /** Commit (GitHub) or version (a package); null for a folder of this machine. */
  ref: z.string().nullable(),
  /** Subresource integrity of the tarball, where the registry states one. */
  integrity: z.string().nullable(),
  /** The commit that a package says it was built from (npm's gitHead): shown, never linked as if it were the same bytes. */
  builtFrom: z.string().nullable(),
});
export type SnapshotRef = z.infer<typeof SnapshotRef>;
