import { yamlText } from '../document-text.ts';
import type { Format } from '../format.ts';

/** tools.yaml of Docker's gateway: a tool is denied by being left out. */
export const DOCKER_MCP_GATEWAY: Format = {
  id: 'docker-mcp-gateway',
  title: 'Docker MCP Gateway tools.yaml',
  product: 'Docker MCP Gateway',
  fileName: 'tools.yaml',
  language: 'yaml',
  file: '~/.docker/mcp/tools.yaml',
  steps: [
    'Put in the name that the server has in the catalogue of the gateway.',
    'Add the list to ~/.docker/mcp/tools.yaml, or name another file with `--tools-config`.',
    'Start `docker mcp gateway run` again and compare its tools with `docker mcp tools ls`.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow stays off: the gateway offers only what the list names.',
    deny: 'A tool that the server adds tomorrow stays off: the gateway offers only what the list names.',
  },
  can: {
    asks: false,
    denies: false,
    hides: true,
    counts: [],
    checks: () => null,
    writes: (tool) => tool.isWellFormed(),
    unlisted: { allow: 'unlisted-denied', deny: null },
  },
  namesServers: true,
  merge: { lists: [] },
  serverName: (name) => name.toWellFormed(),
  write: (servers) => {
    const lists = servers.map(({ name, tools }) => {
      const listed = tools.filter(({ outcome }) => outcome === 'allow').map(({ tool }) => tool);
      return [name, listed] as const;
    });
    return yamlText(Object.fromEntries(lists));
  },
};
