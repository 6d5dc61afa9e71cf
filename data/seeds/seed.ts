import { parse } from 'yaml';
import { z } from 'zod';
import type { Server, ServerId } from '../schema/server.ts';

/** One row of servers.yml: a server crawled by default. */
export const Seed = z
  .strictObject({
    name: z.string().min(1),
    /** `owner/name[/sub/folder]`. */
    github: z
      .string()
      .regex(/^[\w-]+\/[\w.-]+(\/[\w.-]+)*$/)
      .optional(),
    npm: z
      .string()
      .regex(/^(@[\w.-]+\/)?[\w.-]+$/)
      .optional(),
    pypi: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .optional(),
    /** One word of data/taxonomy/server-topics.yml. */
    topic: z.string(),
    /** Crawled by a plain `npm start`. */
    starter: z.literal(true).optional(),
  })
  .refine(
    ({ github, npm, pypi }) => [github, npm, pypi].some((place) => place !== undefined),
    'has none of github, npm and pypi',
  );
export type Seed = z.infer<typeof Seed>;

/** Reads the text of servers.yml. Throws one Error that names the first row that is wrong. */
export function readSeeds(text: string): Seed[] {
  const checked = z.array(Seed).safeParse(parse(text));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new Error(`data/seeds/servers.yml: ${issue?.path.join('.')}: ${issue?.message}`, {
    cause: checked.error,
  });
}

/** The server of a seed: GitHub's id where it has one, a registry of packages as the place to fall back to. */
export function toServer({ name, github, npm, pypi, topic }: Seed): Server {
  const origins: ServerId[] = [
    ...(github === undefined ? [] : [`github:${github}`]),
    ...(npm === undefined ? [] : [`npm:${npm}`]),
    ...(pypi === undefined ? [] : [`pypi:${pypi}`]),
  ];
  const [id] = origins;
  if (id === undefined) throw new TypeError(`the seed ${name} has no origin`);
  return { id, name, origins, topic };
}
