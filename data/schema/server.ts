import { z } from 'zod';

/**
 * Where a server's code can be had: `github:owner/name[/sub/folder]`, `npm:[@scope/]name`, `local:path`.
 * The id of a server is its first origin, GitHub before npm.
 */
export const ServerId = z
  .string()
  .regex(/^(github:[\w.-]+\/[\w.-]+(\/.+)?|npm:(@[\w.~-]+\/)?[\w.~-]+|local:.+)$/);
export type ServerId = z.infer<typeof ServerId>;

/** An MCP server we know of. Identity only: what was read of it is in its snapshots. */
export const Server = z.object({
  id: ServerId,
  name: z.string().min(1),
  /** Every place it can be read from, best first; never empty, the first is `id`. */
  origins: z.array(ServerId).min(1),
  /** What the server is for, one word of data/taxonomy/server-topics.yml; null where nobody said. */
  topic: z.string().nullable(),
});
export type Server = z.infer<typeof Server>;
