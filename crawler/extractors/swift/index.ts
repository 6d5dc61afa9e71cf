import { SWIFT } from '../../syntax/swift/dialect.ts';
import type { Extractor } from '../extractor.ts';
import { findAll, type Idiom, joinModels } from '../idiom.ts';
import type { Manifest } from '../projects.ts';
import { readProgram } from '../read-program.ts';
import { drive } from './drive.ts';
import { listTools } from './list-tools.ts';

const VERSION = 1;
const IDIOMS: readonly Idiom[] = [listTools];

/** The name a package manifest, itself a program, gives its package. */
function readManifest(text: string): Manifest {
  const name = /\bPackage\s*\(\s*name:\s*"([^"\\]{1,200})"/.exec(text)?.[1];
  return name === undefined ? {} : { name };
}

/** Reads servers written in Swift. See README.md. */
export const swift: Extractor = {
  id: 'swift',
  version: VERSION,
  languages: ['swift'],
  files: /\.swift$/,
  read: (tree) =>
    readProgram(tree, {
      id: 'swift',
      version: VERSION,
      dialectFor: () => SWIFT,
      speaks: /\bimport MCP\b/,
      models: (recorded) => joinModels(IDIOMS, { recorded, tree }),
      drive(machine, recorded) {
        drive(machine, { recorded, tree });
        findAll(IDIOMS, machine, { recorded, tree });
      },
      manifests: /(^|\/)Package\.swift$/,
      readManifest,
      leave: /(^|\/)(Package(@swift-[\d.]+)?\.swift$|\w*Tests\/)/,
    }),
};
