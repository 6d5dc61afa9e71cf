import { jsonText } from '../document-text.ts';
import type { Format } from '../format.ts';
import { itself } from '../merge-rules.ts';
import { permissionLists } from '../permission-lists.ts';

/** Claude Code writes other characters of a server's name as `_`. */
const serverPart = (serverName: string) => serverName.replace(/[^A-Za-z0-9_-]/g, '_');

/** `permissions` of .claude/settings.json: deny before ask before allow, by exact tool name. */
export const CLAUDE_CODE: Format = {
  id: 'claude-code',
  title: 'Claude Code permissions',
  product: 'Claude Code',
  fileName: 'settings.json',
  language: 'json',
  file: '.claude/settings.json',
  steps: [
    'Put in the name under which you added the server; `claude mcp list` shows it.',
    'Merge the lists into `permissions` of .claude/settings.json in the project, or of ~/.claude/settings.json for every project.',
    'Start Claude Code again and look at the rules with /permissions.',
  ],
  newTool: {
    allow:
      'A tool that the server adds tomorrow matches no rule here, so Claude Code asks before it is called.',
    deny: 'A tool that the server adds tomorrow matches no rule here, so Claude Code asks before it is called.',
  },
  can: {
    asks: true,
    denies: 'silent',
    hides: true,
    counts: [],
    checks: () => null,
    // A star or a parenthesis in a name would turn the rule into another one, or have it ignored.
    writes: (tool) => /^[A-Za-z0-9_-]+$/.test(tool),
    unlisted: { allow: null, deny: 'unlisted-asked' },
  },
  namesServers: true,
  merge: {
    lists: ['allow', 'ask', 'deny'].map((list) => ({
      path: ['permissions', list],
      keyOf: itself,
      group: 'tool',
    })),
  },
  write: (servers) =>
    jsonText({
      permissions: permissionLists(
        servers,
        ['allow', 'ask', 'deny'],
        (server, tool) => `mcp__${serverPart(server)}__${tool}`,
      ),
    }),
};
