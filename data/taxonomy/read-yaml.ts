import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';

/** Reads a hand-edited YAML file of this folder and checks it. Throws one Error naming the file and the first thing wrong in it. */
export function readYaml<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  const checked = schema.safeParse(parse(text));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new Error(`data/taxonomy/${file}: ${issue?.path.join('.')}: ${issue?.message}`, {
    cause: checked.error,
  });
}
