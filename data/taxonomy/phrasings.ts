import { z } from 'zod';
import { readYaml } from './read-yaml.ts';

const Phrasing = z.strictObject({
  /** What a call does by it. */
  claim: z.enum([
    'moves',
    'commits',
    'buys',
    'exposes',
    'authorises',
    'controls',
    'deploys',
    'starts',
    'calls',
    'drives',
    'generates',
  ]),
  /** Where it is meant so: `priced` where an amount is asked for, `imaged` where an image or a command, the others by what the server works with. */
  where: z.enum(['anywhere', 'paid', 'priced', 'market', 'chain', 'imaged']),
  verbs: z.array(z.string()),
  /** What it is done to; anything without them. */
  objects: z.array(z.string()).optional(),
  /** Words of which one must stand in the sentence. */
  beside: z.array(z.string()).optional(),
  /** Only a single thing that is pointed at: "pull a refund", not "pull refunds". */
  articled: z.boolean().optional(),
});
export type Phrasing = z.infer<typeof Phrasing>;

/** Ways of saying what a call does with a verb that alone does not tell. */
export const phrasings: readonly Phrasing[] = ['money', 'running'].flatMap((matter) =>
  readYaml(`phrasings/${matter}.yml`, z.array(Phrasing)),
);
