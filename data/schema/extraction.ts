import { z } from 'zod';
import { Skip } from './skip.ts';
import { ToolDefinition } from './tool.ts';

export const Language = z.enum([
  'typescript',
  'javascript',
  'python',
  'go',
  'rust',
  'java',
  'kotlin',
  'csharp',
  'php',
  'ruby',
  'swift',
  'elixir',
]);
export type Language = z.infer<typeof Language>;

/**
 * How much of the list was read. `complete`: every registration that was seen was read. `partial`: some were not, the skips
 * say which. `unknown`: nothing tells whether there is more.
 */
export const Completeness = z.enum(['complete', 'partial', 'unknown']);
export type Completeness = z.infer<typeof Completeness>;

/** One server found in a snapshot. `path` is its package's folder, empty for the root. */
export const ExtractedServer = z.object({
  path: z.string(),
  name: z.string(),
  /** What the package manifest says of itself; empty when it says nothing. */
  description: z.string(),
  language: Language,
  completeness: Completeness,
  tools: z.array(ToolDefinition),
});
export type ExtractedServer = z.infer<typeof ExtractedServer>;

/** What was read of one snapshot, and what was not. Sorted by path, then line, then name. */
export const Extraction = z.object({ servers: z.array(ExtractedServer), skipped: z.array(Skip) });
export type Extraction = z.infer<typeof Extraction>;
