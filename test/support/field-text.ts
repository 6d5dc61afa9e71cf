import type { ClassifierInput } from '#data/schema/classification.ts';

/** The string a span's field names, by the rule of design.md: a dotted path; anything that is no string as its JSON text. */
export function textAt(tool: ClassifierInput, field: string): string | undefined {
  if (field === 'siblings') return tool.siblings?.join('\n');
  let value: unknown = tool;
  for (const key of field.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return typeof value === 'string' || value === undefined ? value : JSON.stringify(value);
}
