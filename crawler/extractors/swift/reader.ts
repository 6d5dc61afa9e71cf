import { SWIFT } from '../../syntax/swift/dialect.ts';
import type { ProgramReader } from '../program-reader.ts';
import { drive } from './drive.ts';
import { listTools } from './list-tools.ts';

/** The name that a package manifest, itself a program, gives its package. */
const PACKAGE_NAME = /\bPackage\s*\(\s*name:\s*"([^"\\]{1,200})"/;

export const reader: ProgramReader = {
  dialectFor: () => SWIFT,
  speaks: /\bimport MCP\b/,
  opensServer: /\bMCP\.Server\(|\bServer\(\s*name:/,
  idioms: [listTools],
  drive,
  manifests: /(^|\/)Package\.swift$/,
  readManifest: (text) => ({ name: PACKAGE_NAME.exec(text)?.[1], description: undefined }),
  leave: /(^|\/)(Package(@swift-[\d.]+)?\.swift$|\w*Tests\/)/,
};
