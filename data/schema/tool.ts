import { z } from 'zod';
import { Location } from './location.ts';
import { SnapshotRef } from './snapshot.ts';

/** A JSON Schema document as a client would see it. Kept as data; nothing here interprets it. */
export const JsonSchema = z.record(z.string(), z.unknown());
export type JsonSchema = z.infer<typeof JsonSchema>;

/** Behaviour hints as the author states them (MCP specification 2026-07-28, ToolAnnotations). Absent means not stated. */
export const Annotations = z.looseObject({
  title: z.string().optional(),
  readOnlyHint: z.boolean().optional(),
  destructiveHint: z.boolean().optional(),
  idempotentHint: z.boolean().optional(),
  openWorldHint: z.boolean().optional(),
});
export type Annotations = z.infer<typeof Annotations>;

/** What a client is told about one tool. A field that the source does not state, or that could not be read, is absent. */
export const ToolText = z.object({
  name: z.string().min(1),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: JsonSchema.optional(),
  outputSchema: JsonSchema.optional(),
  annotations: Annotations.optional(),
});
export type ToolText = z.infer<typeof ToolText>;

/** A place in a package that a server takes tools from. */
export const PackagePlace = z.object({ snapshot: SnapshotRef, location: Location });
export type PackagePlace = z.infer<typeof PackagePlace>;

/** What the source says, and where. No opinions. */
export const ToolDefinition = ToolText.extend({
  location: Location,
  /** `language/idiom@version` of the code that read it. */
  extractor: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+@\d+$/),
  /** The flag or environment variable without which the server does not offer it. */
  conditional: z.object({ flag: z.string() }).optional(),
  /** Where a dependency defines the tool; `location` is then where the server names that dependency. */
  definedIn: PackagePlace.optional(),
});
export type ToolDefinition = z.infer<typeof ToolDefinition>;
