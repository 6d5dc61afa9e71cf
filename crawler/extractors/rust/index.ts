import { parse as parseToml, TomlError } from 'smol-toml';
import { z } from 'zod';
import { rust as dialect } from '../../syntax/rust/dialect.ts';
import type { Extractor } from '../extractor.ts';
import { findAll, type Idiom, joinModels } from '../idiom.ts';
import type { Manifest } from '../projects.ts';
import { readProgram } from '../read-program.ts';
import { drive } from './drive.ts';
import { listTools } from './list-tools.ts';
import { toolFunction } from './tool-function.ts';
import { toolStruct } from './tool-struct.ts';

const VERSION = 1;
const IDIOMS: readonly Idiom[] = [toolFunction, toolStruct, listTools];

const Cargo = z.object({
  package: z.object({ name: z.string().optional(), description: z.unknown() }).optional(),
});

function readCargo(text: string): Manifest {
  try {
    const { name, description } = Cargo.catch({}).parse(parseToml(text)).package ?? {};
    return { ...(name !== undefined && { name }), ...(typeof description === 'string' && { description }) };
  } catch (cause) {
    // A broken manifest names nothing; what the code says still counts.
    if (cause instanceof TomlError) return {};
    throw cause;
  }
}

/** Reads servers written in Rust: what attributes declare, and lists made by hand. See README.md. */
export const rust: Extractor = {
  id: 'rust',
  version: VERSION,
  languages: ['rust'],
  files: /\.rs$|(^|\/)Cargo\.toml$/,
  read: (tree) =>
    readProgram(tree, {
      id: 'rust',
      version: VERSION,
      dialectFor: () => dialect,
      speaks: /\brmcp\b|\brust_mcp_(?:sdk|schema)\b|\bmcp_tool\b|"tools\/list"|\bmcp_(?:core|server|spec)\b/,
      models: (recorded) => joinModels(IDIOMS, { recorded, tree }),
      drive: (machine, recorded) => {
        drive(machine);
        findAll(IDIOMS, machine, { recorded, tree });
      },
      manifests: /(^|\/)Cargo\.toml$/,
      readManifest: readCargo,
      leave: /(^|\/)benches\//,
    }),
};
