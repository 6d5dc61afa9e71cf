import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Category, RiskLevel } from './schema/classification.ts';

/** A label put right by a person. `level` only where it differs from the category's own. */
const Correction = z.strictObject({
  tool: z.string().regex(/^[^#]+#.+$/, 'must be server#tool'),
  category: Category,
  level: RiskLevel.optional(),
  reason: z.string().min(20, 'must say why, in a sentence'),
  owner: z.string().min(1),
  date: z.iso.date(),
});
export type Correction = z.infer<typeof Correction>;

/** The corrections of a YAML text by tool id; throws one Error that names the entry and what is wrong with it. */
export function parseCorrections(text: string): ReadonlyMap<string, Correction> {
  const checked = z.array(Correction).safeParse(parse(text));
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new Error(`corrections.yml, entry ${issue?.path.join('.')}: ${issue?.message}`, {
      cause: checked.error,
    });
  }
  const byTool = new Map<string, Correction>();
  for (const correction of checked.data) {
    if (byTool.has(correction.tool)) throw new Error(`corrections.yml names ${correction.tool} twice.`);
    byTool.set(correction.tool, correction);
  }
  return byTool;
}

/** The corrections that the project ships. */
export const loadCorrections = (): ReadonlyMap<string, Correction> =>
  parseCorrections(readFileSync(new URL('corrections.yml', import.meta.url), 'utf8'));
