import { SkipReason } from '#data/schema/skip.ts';
import { readYaml } from '#data/taxonomy/read-yaml.ts';
import { z } from 'zod';

const sentences = readYaml('skip-reasons.yml', z.record(SkipReason, z.string()));

/** What a reader is told about why something could not be read. */
export function reasonSentence(reason: SkipReason): string {
  return sentences[reason];
}
