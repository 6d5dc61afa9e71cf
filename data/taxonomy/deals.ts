import { z } from 'zod';
import { readYaml } from './read-yaml.ts';

const Deal = z.strictObject({
  /** What a call does by it. */
  claim: z.enum(['moves', 'commits', 'buys', 'exposes', 'authorises']),
  /** Where this is a matter of money: `priced` where an amount is asked for, the others by what the server works with. */
  where: z.enum(['anywhere', 'paid', 'priced', 'market', 'chain']),
  verbs: z.array(z.string()),
  objects: z.array(z.string()),
  /** Words of which one must stand in the sentence. */
  beside: z.array(z.string()).optional(),
  /** Only a single thing that is pointed at: "pull a refund", not "pull refunds". */
  articled: z.boolean().optional(),
});
export type Deal = z.infer<typeof Deal>;

/** Ways in which value goes that no verb of money names. */
export const deals: readonly Deal[] = readYaml('deals.yml', z.array(Deal));
