import { elixir } from '../../syntax/elixir/dialect.ts';
import type { ProgramReader } from '../program-reader.ts';
import { component } from './component.ts';
import { drive } from './drive.ts';
import { jsonRpc } from './json-rpc.ts';
import { registerTool } from './register-tool.ts';

/** What `mix.exs` says of itself. */
const MIX = { name: /\bapp:\s*:(\w+)/, description: /\bdescription:\s*"([^"\n]{1,300})"/ };

export const reader: ProgramReader = {
  dialectFor: () => elixir,
  speaks: /\b(?:Hermes|Anubis)\.(?:Server|MCP)\b|"tools\/list"/,
  opensServer: /\buse (?:Hermes|Anubis)\.Server\b/,
  idioms: [component, registerTool, jsonRpc],
  drive,
  manifests: /(^|\/)mix\.exs$/,
  readManifest: (text) => ({ name: MIX.name.exec(text)?.[1], description: MIX.description.exec(text)?.[1] }),
  leave: /\.exs$/,
};
