import { ToolDefinition } from '#data/schema/tool.ts';

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key.toWellFormed(), wellFormed(item)] as const);
  return Object.fromEntries(entries);
}

/** A definition as it would arrive over the wire: JSON values only (no NaN, nothing undefined) in well-formed Unicode. */
export function asSent(tool: ToolDefinition): ToolDefinition {
  return ToolDefinition.parse(wellFormed(JSON.parse(JSON.stringify(tool))));
}
