import { ruby } from '../../syntax/ruby/dialect.ts';
import type { Idiom } from '../idiom.ts';
import type { ProgramReader } from '../program-reader.ts';
import { defineTool } from './define-tool.ts';
import { drive } from './drive.ts';
import { dryModels } from './dry-arguments.ts';
import { serverModels } from './server.ts';
import { toolClass } from './tool-class.ts';
import { toolForge } from './tool-forge.ts';

/** What no tool is written in, and tools need to be read. */
const COMMON: readonly Idiom[] = [
  { id: 'server', models: serverModels },
  { id: 'dry-arguments', models: () => dryModels },
];

/** What a gem says of itself. */
const said = (text: string, key: string): string | undefined =>
  new RegExp(`\\.${key}\\s*=\\s*["']([^"'\\n]{1,300})["']`).exec(text)?.[1];

export const reader: ProgramReader = {
  dialectFor: () => ruby,
  speaks: /\bMCP::|\bModelContextProtocol::|\bFastMcp\b|\bActionTool::|\bToolForge\b/,
  opensServer: /\b(?:MCP|FastMcp|ModelContextProtocol)::Server\.new\b/,
  idioms: [...COMMON, toolClass, defineTool, toolForge],
  drive,
  manifests: /(^|\/)(Gemfile|[^/]+\.gemspec)$/,
  readManifest: (text) => ({ name: said(text, 'name'), description: said(text, 'summary') }),
};
