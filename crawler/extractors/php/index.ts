import { z } from 'zod';
import { php as dialect } from '../../syntax/php/dialect.ts';
import type { Extractor } from '../extractor.ts';
import { findAll, type Idiom, joinModels } from '../idiom.ts';
import { readProgram } from '../read-program.ts';
import { addTool } from './add-tool.ts';
import { drive } from './drive.ts';
import { laravelTool } from './laravel-tool.ts';
import { listResult } from './list-result.ts';
import { toolAttribute } from './tool-attribute.ts';

const VERSION = 1;
const IDIOMS: readonly Idiom[] = [addTool, toolAttribute, laravelTool, listResult];

const Composer = z.object({ name: z.string().optional(), description: z.string().optional() });

function readComposer(text: string): { name?: string; description?: string } {
  try {
    const { name, description } = Composer.catch({}).parse(JSON.parse(text));
    return { ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
  } catch (cause) {
    // A broken manifest names nothing; what the code says still counts.
    if (cause instanceof SyntaxError) return {};
    throw cause;
  }
}

/** Reads servers written in PHP: attributes, builders and tool classes of their SDKs. See README.md. */
export const php: Extractor = {
  id: 'php',
  version: VERSION,
  languages: ['php'],
  files: /\.php$|(^|\/)composer\.(json|lock)$|(^|\/)(artisan|bin\/[\w-]+)$/,
  read: (tree) =>
    readProgram(tree, {
      id: 'php',
      version: VERSION,
      dialectFor: () => dialect,
      speaks: /\bMcpTool\b|\bPhpMcp\\|\bMcp\\(Server|Capability|Schema|Types)\b|\bLaravel\\Mcp\b/,
      models: (recorded) => joinModels(IDIOMS, { recorded, tree }),
      drive: (machine, recorded) => {
        drive(machine);
        findAll(IDIOMS, machine, { recorded, tree });
      },
      manifests: /(^|\/)composer\.json$/,
      readManifest: readComposer,
    }),
};
