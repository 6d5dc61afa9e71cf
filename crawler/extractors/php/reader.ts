import { php } from '../../syntax/php/dialect.ts';
import type { ProgramReader } from '../program-reader.ts';
import { type Manifest, readStated } from '../projects.ts';
import { addTool } from './add-tool.ts';
import { drive } from './drive.ts';
import { laravelTool } from './laravel-tool.ts';
import { listResult } from './list-result.ts';
import { toolAttribute } from './tool-attribute.ts';

function readComposer(text: string): Manifest {
  try {
    return readStated(JSON.parse(text));
  } catch (cause) {
    // A broken manifest names nothing; what the code says still counts.
    if (cause instanceof SyntaxError) return readStated(undefined);
    throw cause;
  }
}

export const reader: ProgramReader = {
  dialectFor: () => php,
  speaks: /\bMcpTool\b|\bPhpMcp\\|\bMcp\\(Server|Capability|Schema|Types)\b|\bLaravel\\Mcp\b/,
  idioms: [addTool, toolAttribute, laravelTool, listResult],
  drive,
  manifests: /(^|\/)composer\.json$/,
  readManifest: readComposer,
};
