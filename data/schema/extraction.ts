import { z } from 'zod';
import { Location } from './location.ts';
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

/** A package of npm that holds the tools of a server which has none of its own. */
export const Dependency = z.object({
  name: z.string(),
  /** Exact where a lock file or a pin says so, else the range of the manifest. */
  version: z.string(),
  /** Where the server names the package. */
  location: Location,
  /** What is known of the server from its own package. */
  server: ExtractedServer.pick({ path: true, name: true, description: true }),
});
export type Dependency = z.infer<typeof Dependency>;

/** What was read of a tree, and where there may be more. */
export const Extracted = Extraction.extend({ dependencies: z.array(Dependency) });
export type Extracted = z.infer<typeof Extracted>;
