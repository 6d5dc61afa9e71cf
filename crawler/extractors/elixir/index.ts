import { elixir as dialect } from '../../syntax/elixir/dialect.ts';
import type { Extractor } from '../extractor.ts';
import { findAll, type Idiom, joinModels } from '../idiom.ts';
import { readProgram } from '../read-program.ts';
import { component } from './component.ts';
import { drive } from './drive.ts';
import { jsonRpc } from './json-rpc.ts';
import { registerTool } from './register-tool.ts';

const VERSION = 1;
const IDIOMS: readonly Idiom[] = [component, registerTool, jsonRpc];

/** What `mix.exs` says of itself. */
const MIX = { name: /\bapp:\s*:(\w+)/, description: /\bdescription:\s*"([^"\n]{1,300})"/ };

/** Reads servers written in Elixir from what their modules declare and their set-up registers. See README.md. */
export const elixir: Extractor = {
  id: 'elixir',
  version: VERSION,
  languages: ['elixir'],
  files: /\.exs?$/,
  read: (tree) =>
    readProgram(tree, {
      id: 'elixir',
      version: VERSION,
      dialectFor: () => dialect,
      speaks: /\b(?:Hermes|Anubis)\.(?:Server|MCP)\b|"tools\/list"/,
      models: (recorded) => joinModels(IDIOMS, { recorded, tree }),
      drive: (machine, recorded) => {
        drive(machine);
        findAll(IDIOMS, machine, { recorded, tree });
      },
      manifests: /(^|\/)mix\.exs$/,
      readManifest: (text) => {
        const [name, description] = [MIX.name, MIX.description].map((pattern) => pattern.exec(text)?.[1]);
        return { ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
      },
      leave: /\.exs$/,
    }),
};
