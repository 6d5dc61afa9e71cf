import { ruby as dialect } from '../../syntax/ruby/dialect.ts';
import type { Extractor } from '../extractor.ts';
import { findAll, type Idiom, joinModels } from '../idiom.ts';
import { readProgram } from '../read-program.ts';
import { defineTool } from './define-tool.ts';
import { drive } from './drive.ts';
import { dryModels } from './dry-arguments.ts';
import { serverModels } from './server.ts';
import { toolClass } from './tool-class.ts';
import { toolForge } from './tool-forge.ts';

const VERSION = 1;
/** What no tool is written in, and tools need to be read. */
const COMMON = [
  { id: 'server', models: serverModels },
  { id: 'dry-arguments', models: () => dryModels },
];
const IDIOMS: readonly Idiom[] = [toolClass, defineTool, toolForge];

/** Reads servers written in Ruby by running their registration code on unknown input. See README.md. */
export const ruby: Extractor = {
  id: 'ruby',
  version: VERSION,
  languages: ['ruby'],
  files: /\.(rb|ru|rake|gemspec)$|(^|\/)(Gemfile|Gemfile\.lock)$|(^|\/)(exe|bin)\/[\w-]+$/,
  read: (tree) =>
    readProgram(tree, {
      id: 'ruby',
      version: VERSION,
      dialectFor: () => dialect,
      speaks: /\bMCP::|\bModelContextProtocol::|\bFastMcp\b|\bActionTool::|\bToolForge\b/,
      models: (recorded) => joinModels([...COMMON, ...IDIOMS], { recorded, tree }),
      drive: (machine, recorded) => {
        drive(machine);
        findAll(IDIOMS, machine, { recorded, tree });
      },
      manifests: /(^|\/)(Gemfile|[^/]+\.gemspec)$/,
      readManifest: (text) => {
        const said = (key: string) =>
          new RegExp(`\\.${key}\\s*=\\s*["']([^"'\\n]{1,300})["']`).exec(text)?.[1];
        const [name, description] = [said('name'), said('summary')];
        return { ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
      },
    }),
};
