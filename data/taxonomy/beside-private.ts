import { z } from 'zod';
import { readYaml } from './read-yaml.ts';

/** Nouns beside which private things are only spoken of: anywhere in the words, or as the last of them. */
export const besidePrivate = readYaml(
  'beside-private.yml',
  z.strictObject({ anywhere: z.array(z.string()), end: z.array(z.string()) }),
);
