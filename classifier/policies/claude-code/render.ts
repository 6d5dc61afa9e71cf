import type { Policy, ToolPolicy } from '#data/schema/policy.ts';
import type { Rendering, RenderOptions } from '../format.ts';
import { are, codes } from '../wording.ts';

const LISTS = ['allow', 'ask', 'deny'] as const;
type List = (typeof LISTS)[number];

/** What Claude Code cannot check is asked about, never let through. */
function listFor({ action, argumentRules }: ToolPolicy): List {
  if (action.kind === 'deny' || action.kind === 'hide') return 'deny';
  return action.kind === 'allow' && argumentRules.length === 0 ? 'allow' : 'ask';
}

/** A star or a parenthesis in a name would turn the rule into another one, or have it ignored. */
const isWritable = (name: string) => /^[A-Za-z0-9_-]+$/.test(name);

/** Claude Code writes other characters of a server's name as `_`. */
const serverPart = (serverName: string) => serverName.replace(/[^A-Za-z0-9_-]/g, '_');

function lossesOf(tools: readonly ToolPolicy[], unlisted: Policy['unlisted']): string[] {
  const names = (test: (advice: ToolPolicy) => boolean) => tools.filter(test).map(({ tool }) => tool);
  const callable = tools.filter((advice) => listFor(advice) !== 'deny');
  const limited = callable.filter(({ action }) => action.kind === 'limit').map(({ tool }) => tool);
  const checked = callable.filter(({ argumentRules }) => argumentRules.length > 0).map(({ tool }) => tool);
  const unwritable = names(({ tool }) => !isWritable(tool));
  const messages = names(({ action }) => action.kind === 'deny');
  return [
    ...(limited.length > 0
      ? [
          `Claude Code counts no calls: ${codes(limited)} ${are(limited)} asked about each time instead of being limited.`,
        ]
      : []),
    ...(checked.length > 0
      ? [
          `Claude Code reads no arguments of MCP tools: the argument rules of ${codes(checked)} are left to the person who is asked.`,
        ]
      : []),
    ...(messages.length > 0 ? [`The message for denied calls of ${codes(messages)} is lost.`] : []),
    ...(unwritable.length > 0
      ? [`The name of ${codes(unwritable)} cannot be written in a rule: Claude Code asks before calling.`]
      : []),
    ...(unlisted === 'deny'
      ? ['Claude Code cannot deny only the tools that are not listed: it asks about them.']
      : []),
  ];
}

function permissions(tools: readonly ToolPolicy[], serverName: string): Partial<Record<List, string[]>> {
  const writable = tools.filter(({ tool }) => isWritable(tool));
  const entries = LISTS.map((list) => {
    const listed = writable.filter((advice) => listFor(advice) === list);
    return [list, listed.map(({ tool }) => `mcp__${serverPart(serverName)}__${tool}`)] as const;
  });
  return Object.fromEntries(entries.filter(([, rules]) => rules.length > 0));
}

/** `permissions` of .claude/settings.json: deny before ask before allow, by exact tool name. */
export function render({ tools, unlisted }: Policy, { serverName }: RenderOptions): Rendering {
  return {
    text: JSON.stringify({ permissions: permissions(tools, serverName) }, null, 2),
    losses: lossesOf(tools, unlisted),
    file: '.claude/settings.json',
    steps: [
      'Put in the name under which you added the server; `claude mcp list` shows it.',
      'Merge the lists into `permissions` of .claude/settings.json in the project, or of ~/.claude/settings.json for every project.',
      'Start Claude Code again and look at the rules with /permissions.',
    ],
    newTool:
      'A tool that the server adds tomorrow matches no rule here, so Claude Code asks before it is called.',
  };
}
