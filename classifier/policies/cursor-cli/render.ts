import { jsonText } from '../document-text.ts';
import type { Format } from '../format.ts';
import { itself } from '../merge-rules.ts';
import { permissionLists } from '../permission-lists.ts';

const isLiteral = (name: string) => /^[A-Za-z0-9_.-]+$/.test(name);

/** `permissions` of Cursor's command line: what is in neither list is asked about. */
export const CURSOR_CLI: Format = {
  id: 'cursor-cli',
  title: 'Cursor CLI permissions',
  product: 'Cursor',
  fileName: 'cli.json',
  language: 'json',
  file: '.cursor/cli.json',
  steps: [
    'Put in the name that the server has in mcp.json; `agent mcp list` shows it.',
    'Merge the lists into `permissions` of .cursor/cli.json in the project, or of ~/.cursor/cli-config.json for every project.',
    'Start the agent again. The editor reads another file, in which tools can be let through and not denied.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow matches no rule here, so Cursor asks before it is called.',
    deny: 'A tool that the server adds tomorrow matches no rule here, so Cursor asks before it is called.',
  },
  can: {
    asks: true,
    denies: 'silent',
    hides: false,
    counts: [],
    checks: () => null,
    // Rules are patterns, in which `*`, `?`, `:` and parentheses mean something.
    writes: isLiteral,
    unlisted: { allow: null, deny: 'unlisted-asked' },
  },
  namesServers: true,
  merge: {
    lists: ['allow', 'deny'].map((list) => ({
      path: ['permissions', list],
      keyOf: itself,
      group: 'tool',
    })),
  },
  serverName: (name) => (isLiteral(name) ? name : name.replace(/[^A-Za-z0-9_.-]+/g, '-')),
  write: (servers) =>
    jsonText({
      permissions: permissionLists(servers, ['allow', 'deny'], (server, tool) => `Mcp(${server}:${tool})`),
    }),
};
