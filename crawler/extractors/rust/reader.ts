import { parse as parseToml, TomlError } from 'smol-toml';
import { z } from 'zod';
import { rust } from '../../syntax/rust/dialect.ts';
import type { ProgramReader } from '../program-reader.ts';
import { type Manifest, readStated } from '../projects.ts';
import { drive } from './drive.ts';
import { listTools } from './list-tools.ts';
import { toolFunction } from './tool-function.ts';
import { toolStruct } from './tool-struct.ts';

const Cargo = z.object({ package: z.unknown() });

function readCargo(text: string): Manifest {
  try {
    return readStated(Cargo.parse(parseToml(text)).package);
  } catch (cause) {
    // A broken manifest names nothing; what the code says still counts.
    if (cause instanceof TomlError) return readStated(undefined);
    throw cause;
  }
}

export const reader: ProgramReader = {
  dialectFor: () => rust,
  speaks: /\brmcp\b|\brust_mcp_(?:sdk|schema)\b|\bmcp_tool\b|"tools\/list"|\bmcp_(?:core|server|spec)\b/,
  opensServer: /#\[(?:rmcp::)?tool_router\b|\bServerHandler\s+for\b|"tools\/list"\s*=>/,
  idioms: [toolFunction, toolStruct, listTools],
  drive,
  manifests: /(^|\/)Cargo\.toml$/,
  readManifest: readCargo,
  leave: /(^|\/)benches\//,
};
