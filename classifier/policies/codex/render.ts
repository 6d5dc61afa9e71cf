import { tomlText } from '../document-text.ts';
import type { Format } from '../format.ts';
import type { SettledServer } from '../settle.ts';

/** In Codex `approve` means “run without asking” and `prompt` asks. What Codex cannot check is asked about. */
const APPROVAL_MODE = { allow: 'approve', ask: 'prompt' } as const;

function serverTable({ policy, tools }: SettledServer) {
  const blocked = tools.filter(({ outcome }) => outcome === 'hide').map(({ tool }) => tool);
  const modes = tools.flatMap(({ tool, outcome }) =>
    outcome === 'allow' || outcome === 'ask'
      ? [[tool, { approval_mode: APPROVAL_MODE[outcome] }] as const]
      : [],
  );
  return {
    ...(policy.unlisted === 'deny' ? { enabled_tools: modes.map(([tool]) => tool) } : {}),
    ...(policy.unlisted === 'allow' && blocked.length > 0 ? { disabled_tools: blocked } : {}),
    ...(modes.length > 0 ? { tools: Object.fromEntries(modes) } : {}),
  };
}

/** `mcp_servers` of Codex’s config.toml. */
export const CODEX: Format = {
  id: 'codex',
  title: 'Codex config.toml',
  product: 'Codex',
  fileName: 'config.toml',
  language: 'toml',
  file: '~/.codex/config.toml',
  steps: [
    'Put in the name under which the server stands in config.toml.',
    'Add the keys to the table of that server: TOML refuses a second table of the same name.',
    'Start Codex again and look at the tools with /mcp.',
  ],
  newTool: {
    allow:
      'A tool that the server adds tomorrow is not mentioned here: your own settings in Codex decide about it.',
    deny: 'A tool that the server adds tomorrow stays off: Codex registers only what `enabled_tools` lists.',
  },
  can: {
    asks: true,
    denies: false,
    hides: true,
    counts: [],
    checks: () => null,
    writes: (tool) => tool.isWellFormed(),
    unlisted: { allow: null, deny: null },
  },
  namesServers: true,
  merge: {
    lists: [],
    unless: [
      { path: ['mcp_servers', '*'], key: 'enabled_tools', has: ['tools', 'disabled_tools'] },
      { path: ['mcp_servers', '*'], key: 'disabled_tools', has: ['tools', 'enabled_tools'] },
    ],
  },
  serverName: (name) => name.toWellFormed(),
  write: (servers) =>
    tomlText({
      mcp_servers: Object.fromEntries(servers.map((server) => [server.name, serverTable(server)])),
    }),
};
