import { z } from 'zod';
import { readYaml } from './read-yaml.ts';

const Words = z.array(z.string());

/** Words for an owner before and behind a thing, the things that are private when they are somebody's own, and what makes a record one of somebody's money. */
export const ownedData = readYaml(
  'owned-data.yml',
  z.strictObject({ owners: Words, holders: Words, things: Words, contents: Words }),
);
