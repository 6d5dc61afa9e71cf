import { celQuoted, yamlText } from '../document-text.ts';
import type { Format } from '../format.ts';
import type { SettledServer } from '../settle.ts';

/** A `require` that cannot be evaluated denies; a `deny` would let the call through. It says nothing of prompts and other targets. */
function requirement({ name, policy, tools }: SettledServer): { require: string } {
  const isClosed = policy.unlisted === 'deny';
  const named = tools
    .filter(({ outcome }) => (outcome === 'allow') === isClosed)
    .map(({ tool }) => celQuoted(tool));
  const listed = `mcp.tool.name in [${named.join(', ')}]`;
  const passes = isClosed ? listed : `!(${listed})`;
  return { require: `!has(mcp.tool) || mcp.tool.target != ${celQuoted(name)} || ${passes}` };
}

/** The target that a rule speaks of. */
const targetOf = (item: unknown): string | null =>
  /mcp\.tool\.target *[!=]= *(\\?["'][^"']*)/.exec(JSON.stringify(item))?.[1] ?? null;

/** `mcpAuthorization` of agentgateway: CEL over who is called. At that point it has no arguments. */
export const AGENTGATEWAY: Format = {
  id: 'agentgateway',
  title: 'agentgateway mcpAuthorization',
  product: 'agentgateway',
  fileName: 'agentgateway.yaml',
  language: 'yaml',
  file: 'config.yaml, under mcp.policies',
  steps: [
    'Put in the name of the target, as it stands under `targets`.',
    'Add the rules to `mcpAuthorization` under `mcp.policies`; where you have rules that allow, a call must pass one of them as well.',
    'Limit the whole route with `localRateLimit` where the policy limits single tools.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow is let through: the rule names only what is denied.',
    deny: 'A tool that the server adds tomorrow is denied: the rule lets through only what it names.',
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
  merge: {
    lists: [{ path: ['mcp', 'policies', 'mcpAuthorization', 'rules'], keyOf: targetOf, group: 'target' }],
    root: ['mcp', 'policies'],
  },
  serverName: (name) => name.toWellFormed(),
  write: (servers) => yamlText({ mcpAuthorization: { rules: servers.map(requirement) } }),
};
