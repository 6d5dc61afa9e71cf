import { stringify } from 'smol-toml';
import type { Policy, ToolPolicy } from '#data/schema/policy.ts';
import type { Rendering, RenderOptions } from '../format.ts';
import { are, codes, escapeInvisible } from '../wording.ts';

const isBlocked = ({ action }: ToolPolicy) => action.kind === 'deny' || action.kind === 'hide';

/** In Codex `approve` means “run without asking” and `prompt` asks. What Codex cannot check is asked about. */
function approvalMode({ action, argumentRules }: ToolPolicy): 'approve' | 'prompt' {
  return action.kind === 'allow' && argumentRules.length === 0 ? 'approve' : 'prompt';
}

const namesOf = (tools: readonly ToolPolicy[]) => tools.map(({ tool }) => tool);

function lossesOf(tools: readonly ToolPolicy[]): string[] {
  const callable = tools.filter((advice) => !isBlocked(advice));
  const limited = namesOf(callable.filter(({ action }) => action.kind === 'limit'));
  const checked = namesOf(callable.filter(({ argumentRules }) => argumentRules.length > 0));
  const denied = namesOf(tools.filter(({ action }) => action.kind === 'deny'));
  const unwritable = namesOf(tools).filter((name) => !name.isWellFormed());
  return [
    ...(limited.length > 0
      ? [
          `Codex counts no calls: ${codes(limited)} ${are(limited)} asked about each time instead of being limited.`,
        ]
      : []),
    ...(checked.length > 0
      ? [
          `Codex reads no arguments: the argument rules of ${codes(checked)} are left to the person who is asked.`,
        ]
      : []),
    ...(denied.length > 0
      ? [
          `Codex cannot show a tool and refuse it: ${codes(denied)} ${are(denied)} removed from the list without the message.`,
        ]
      : []),
    ...(unwritable.length > 0
      ? [`The name of ${codes(unwritable)} is no valid text, so TOML cannot say it: nothing is set for it.`]
      : []),
  ];
}

function serverTable(policy: Policy): Record<string, unknown> {
  const { unlisted } = policy;
  const tools = policy.tools.filter(({ tool }) => tool.isWellFormed());
  const blocked = namesOf(tools.filter(isBlocked));
  const callable = tools.filter((advice) => !isBlocked(advice));
  const modes = callable.map((advice) => [advice.tool, { approval_mode: approvalMode(advice) }] as const);
  return {
    ...(unlisted === 'deny' ? { enabled_tools: namesOf(callable) } : {}),
    ...(unlisted === 'allow' && blocked.length > 0 ? { disabled_tools: blocked } : {}),
    ...(modes.length > 0 ? { tools: Object.fromEntries(modes) } : {}),
  };
}

const tomlEscape = (character: string) =>
  `\\U${String(character.codePointAt(0)?.toString(16)).padStart(8, '0')}`;

/** `mcp_servers` of Codex’s config.toml. */
export function render(policy: Policy, { serverName }: RenderOptions): Rendering {
  const servers = Object.fromEntries([[serverName.toWellFormed(), serverTable(policy)]]);
  return {
    text: escapeInvisible(stringify({ mcp_servers: servers }).trimEnd(), tomlEscape),
    losses: lossesOf(policy.tools),
    file: '~/.codex/config.toml',
    steps: [
      'Put in the name under which the server stands in config.toml.',
      'Add the keys to the table of that server: TOML refuses a second table of the same name.',
      'Start Codex again and look at the tools with /mcp.',
    ],
    newTool:
      policy.unlisted === 'deny'
        ? 'A tool that the server adds tomorrow stays off: Codex registers only what `enabled_tools` lists.'
        : 'A tool that the server adds tomorrow is not mentioned here: your own settings in Codex decide about it.',
  };
}
