import { yamlText } from '../document-text.ts';
import type { Format } from '../format.ts';
import type { SettledServer } from '../settle.ts';

function serverEntry({ policy, tools }: SettledServer) {
  const named = (outcome: 'allow' | 'hide') =>
    tools.filter((tool) => tool.outcome === outcome).map(({ tool }) => tool);
  return policy.unlisted === 'deny' ? { allowed_tools: named('allow') } : { disallowed_tools: named('hide') };
}

/** Tool lists of LiteLLM's `mcp_servers`. */
export const LITELLM: Format = {
  id: 'litellm',
  title: 'LiteLLM config.yaml',
  product: 'LiteLLM',
  fileName: 'litellm-config.yaml',
  language: 'yaml',
  file: 'config.yaml of the proxy',
  steps: [
    'Put in the name that the server has under `mcp_servers`.',
    'Add the list to the entry of that server, beside its `url`.',
    'Restart the proxy and list the tools with a key of the agent: lists of keys and teams narrow this one, and none widens it.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow is on: `disallowed_tools` names only what is off.',
    deny: 'A tool that the server adds tomorrow stays off: only what `allowed_tools` names is offered.',
  },
  can: {
    asks: false,
    denies: false,
    hides: true,
    counts: [],
    checks: () => null,
    writes: (tool) => tool.isWellFormed(),
    unlisted: { allow: null, deny: null },
  },
  namesServers: true,
  merge: { lists: [] },
  serverName: (name) => name.toWellFormed(),
  write: (servers) =>
    yamlText({
      mcp_servers: Object.fromEntries(servers.map((server) => [server.name, serverEntry(server)])),
    }),
};
