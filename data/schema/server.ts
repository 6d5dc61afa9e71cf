import { z } from 'zod';

/**
 * Where a server's code can be had: `github:owner/name[/sub/folder]`, `npm:[@scope/]name`, `pypi:name`, `local:path`.
 * The id of a server is its first origin, GitHub before a registry of packages.
 */
export const ServerId = z
  .string()
  .regex(/^(github:[\w.-]+\/[\w.-]+(\/.+)?|npm:(@[\w.~-]+\/)?[\w.~-]+|pypi:[a-z0-9-]+|local:.+)$/);
export type ServerId = z.infer<typeof ServerId>;

/** Whether an id names a package of a registry: one server at a version, whatever its inner layout. */
export const isPackage = (id: ServerId): boolean => /^(npm|pypi):/.test(id);

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
