import { pythonQuoted } from '../document-text.ts';
import type { Format } from '../format.ts';
import type { SettledServer, SettledTool } from '../settle.ts';

const list = (tools: readonly SettledTool[]) => `[${tools.map(({ tool }) => pythonQuoted(tool)).join(', ')}]`;

function serverEntry({ name, policy, tools }: SettledServer): string[] {
  const having = (...outcomes: SettledTool['outcome'][]) =>
    tools.filter(({ outcome }) => outcomes.includes(outcome));
  const filter =
    policy.unlisted === 'deny'
      ? `allowed_tool_names=${list(having('allow', 'ask'))}`
      : `blocked_tool_names=${list(having('hide'))}`;
  return [
    `    ${pythonQuoted(name)}: {`,
    `        "tool_filter": create_static_tool_filter(${filter}),`,
    '        "require_approval": {',
    `            "always": {"tool_names": ${list(having('ask'))}},`,
    `            "never": {"tool_names": ${list(having('allow'))}},`,
    '        },',
    '    },',
  ];
}

/** Keyword arguments for the MCP servers of OpenAI's Agents SDK in Python. */
export const OPENAI_AGENTS: Format = {
  id: 'openai-agents',
  title: 'OpenAI Agents SDK',
  product: 'The Agents SDK',
  fileName: 'tool_policy.py',
  language: 'python',
  file: 'tool_policy.py',
  steps: [
    'Save the module beside your agent.',
    'Give its entry to the server: `MCPServerStreamableHttp(params={"url": URL}, **MCP_POLICIES["ledger"])`, with the key that stands in the module.',
    'Answer the interruptions of a run: a call that needs approval waits for `state.approve` or `state.reject`.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow is let through without approval.',
    deny: 'A tool that the server adds tomorrow stays off: the filter lets through only what it names.',
  },
  can: {
    asks: true,
    denies: false,
    hides: true,
    counts: [],
    checks: () => null,
    writes: () => true,
    unlisted: { allow: null, deny: null },
  },
  namesServers: true,
  write: (servers) =>
    [
      'from agents.mcp import create_static_tool_filter',
      '',
      'MCP_POLICIES = {',
      ...servers.flatMap(serverEntry),
      '}',
    ].join('\n'),
};
