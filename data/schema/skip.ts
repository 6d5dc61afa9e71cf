import { z } from 'zod';

/** Why something that was seen could not be read. The only list of reasons; each has its sentence in data/taxonomy/skip-reasons.yml. */
export const SkipReason = z.enum([
  'unreachable',
  'not-found',
  'unauthorized',
  'rate-limited',
  'host-error',
  'broken-archive',
  'integrity-mismatch',
  'snapshot-too-large',
  'file-too-large',
  'too-many-files',
  'unsafe-path',
  'link',
  'binary',
  'unparsable',
  'time-limit',
  'name-computed',
  'list-computed',
  'dynamic',
  'schema-computed',
  'description-computed',
  'in-dependency',
  'unresolved-import',
  'never-registered',
  'duplicate-name',
  'extractor-failed',
  'unsupported-language',
  'unsupported-origin',
  'no-server',
]);
export type SkipReason = z.infer<typeof SkipReason>;

/** Something seen and not read. `path` is the file it stands in, or empty for the whole snapshot. */
export const Skip = z.object({
  path: z.string(),
  /** Who gave up: a source (`npm`), or an extractor and idiom (`typescript/register-tool`). */
  extractor: z.string(),
  reason: SkipReason,
  message: z.string(),
});
export type Skip = z.infer<typeof Skip>;
