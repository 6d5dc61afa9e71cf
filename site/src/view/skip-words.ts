import { z } from 'zod';
import { SkipReason } from '#data/schema/skip.ts';
import { readYaml } from '#data/taxonomy/read-yaml.ts';

const sentences = readYaml('skip-reasons.yml', z.record(SkipReason, z.string()));

/** What a reader is told about why something could not be read. */
export function reasonSentence(reason: SkipReason): string {
  return sentences[reason];
}
