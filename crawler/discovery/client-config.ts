import { z } from 'zod';
import { createFindings, type Discovery, type Findings } from './discovery.ts';
import { findLaunchedSource, Launch, type LaunchedSource } from './launch.ts';

const ID = 'client-config';

/** Not a `z.record`, which drops the name `__proto__` without a word. */
const Entries = z.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** `mcpServers` of Claude, Cursor and most others; `servers` of VS Code's mcp.json; `mcp.servers` of its settings. */
const Config = z.union([
  z.looseObject({ mcpServers: Entries }).transform(({ mcpServers }) => mcpServers),
  z.looseObject({ servers: Entries }).transform(({ servers }) => servers),
  z.looseObject({ mcp: z.looseObject({ servers: Entries }) }).transform(({ mcp }) => mcp.servers),
]);

const COMMENTS = /("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const TRAILING_COMMAS = /("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g;

/** JSON as editors write it, with comments and trailing commas; undefined where it is none. */
function parseJsonWithComments(text: string): unknown {
  const keepStrings = (_match: string, quoted: string | undefined) => quoted ?? '';
  try {
    return JSON.parse(
      text
        .replace(/^\uFEFF/, '')
        .replace(COMMENTS, keepStrings)
        .replace(TRAILING_COMMAS, keepStrings),
    );
  } catch {
    return undefined; // the caller records that it is not JSON
  }
}

function addEntry(name: string, entry: unknown, findings: Findings): void {
  const launch = Launch.safeParse(entry);
  const found: LaunchedSource = launch.success
    ? findLaunchedSource(launch.data)
    : { kind: 'none', why: 'it does not say how the server is started' };
  if (found.kind === 'source') findings.add(found.source, name);
  else findings.skip(name, 'unsupported-origin', found.why);
}

/** The configuration of an MCP client: `.mcp.json`, `claude_desktop_config.json`, `.vscode/mcp.json`. Nothing in it is run. */
export const CLIENT_CONFIG: Discovery = {
  id: ID,
  files: /\.jsonc?$/i,
  read(text) {
    const findings = createFindings(ID);
    const json = parseJsonWithComments(text);
    const config = Config.safeParse(json);
    if (json === undefined) findings.skip('the file', 'unparsable', 'it is not JSON');
    else if (!config.success)
      findings.skip('the file', 'unparsable', 'it has neither "mcpServers" nor "servers"');
    else for (const [name, entry] of Object.entries(config.data)) addEntry(name, entry, findings);
    return findings.finish();
  },
};
