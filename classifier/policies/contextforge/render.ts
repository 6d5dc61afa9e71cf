import { cedarQuoted } from '../cedar-text.ts';
import { yamlText } from '../document-text.ts';
import type { Format } from '../format.ts';
import { fields } from '../merge-rules.ts';
import type { SettledServer, SettledTool } from '../settle.ts';

const UNIT = { minute: 'm', hour: 'h' } as const;
const PER_HOUR = { minute: 60, hour: 1, day: 0 } as const;

const slug = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The gateway offers a tool as `<server>-<tool>`, both as slugs: two tools may become one, and then the stricter outcome stands. */
function offeredTools({ name, tools }: SettledServer): [string, SettledTool[]][] {
  const byName = new Map<string, SettledTool[]>();
  for (const tool of tools) {
    const offered = `${slug(name)}-${slug(tool.tool)}`;
    byName.set(offered, [...(byName.get(offered) ?? []), tool]);
  }
  return [...byName];
}

/** Permits nothing: without any policy the plugin lets every call through. */
const NO_TOOL = 'no-tool-is-permitted';

function permitFor(server: SettledServer) {
  const offered = offeredTools(server)
    .filter(([, tools]) => tools.every(({ outcome }) => outcome === 'allow'))
    .map(([name]) => name);
  return {
    id: `toolrisk-${slug(server.name)}`,
    effect: 'Permit',
    principal: 'Role::"agent"',
    action: (offered.length > 0 ? offered : [NO_TOOL]).map((name) => `Action::${cedarQuoted(name)}`),
    resource: [`Server::${cedarQuoted(server.name)}`],
  };
}

function limitsFor(server: SettledServer): [string, string][] {
  return offeredTools(server).flatMap(([offered, tools]) => {
    const limits = tools
      .flatMap(({ limit }) => (limit === null ? [] : [limit]))
      .sort((a, b) => a.max * PER_HOUR[a.window] - b.max * PER_HOUR[b.window]);
    const [limit] = limits;
    return limit === undefined || limit.window === 'day'
      ? []
      : [[offered, `${limit.max}/${UNIT[limit.window]}`]];
  });
}

const cedarPlugin = (servers: readonly SettledServer[]) => ({
  name: 'CedarPolicyPlugin',
  kind: 'cedarpolicyplugin.plugin.CedarPolicyPlugin',
  hooks: ['tool_pre_invoke'],
  mode: 'sequential',
  priority: 10,
  config: {
    policy_lang: 'cedar',
    policy: servers.map(permitFor),
  },
});

const rateLimiter = (limits: readonly [string, string][]) => ({
  name: 'RateLimiterPlugin',
  kind: 'cpex_rate_limiter.RateLimiterPlugin',
  hooks: ['tool_pre_invoke'],
  mode: 'sequential',
  priority: 20,
  config: { by_tool: Object.fromEntries(limits) },
});

/** The first server that a policy is about. */
const serverOf = (policy: unknown): string | null =>
  /Server::\\"(?:[^"\\]|\\\\.)*\\"/.exec(JSON.stringify(policy))?.[0] ?? null;

/** Two plugins of IBM ContextForge: Cedar says who may call what, the rate limiter how often. */
export const CONTEXTFORGE: Format = {
  id: 'contextforge',
  title: 'IBM ContextForge plugins',
  product: 'ContextForge',
  fileName: 'contextforge-plugins.yaml',
  language: 'yaml',
  file: 'plugins/config.yaml',
  steps: [
    'Put in the name under which the server is registered; the gateway offers its tools as `<server>-<tool>`.',
    'Put the role of the agent in place of `agent`.',
    'Add the entries to `plugins` of plugins/config.yaml; where the Cedar plugin runs as a server of its own, its entry belongs into the configuration of that server.',
    'Switch plugins on with `PLUGINS_ENABLED=true` and start the gateway again.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow is permitted to no role: a call with arguments is denied.',
    deny: 'A tool that the server adds tomorrow is permitted to no role: a call with arguments is denied.',
  },
  can: {
    asks: false,
    denies: 'silent',
    hides: false,
    counts: ['minute', 'hour'],
    checks: () => null,
    writes: (tool) => /^[A-Za-z0-9_-]*[A-Za-z0-9][A-Za-z0-9_-]*$/.test(tool),
    unlisted: { allow: 'unlisted-denied', deny: 'unlisted-escaped' },
    caveats: { limit: 'limit-window', deny: 'denial-escaped' },
  },
  namesServers: true,
  merge: {
    lists: [
      { path: ['plugins'], keyOf: fields('name'), group: 'plugin', into: true },
      { path: ['plugins', '*', 'config', 'policy'], keyOf: serverOf, group: 'policy' },
    ],
  },
  serverName: (name) => name.toWellFormed(),
  write: (servers) => {
    const limits = servers.flatMap(limitsFor);
    return yamlText({ plugins: [cedarPlugin(servers), ...(limits.length > 0 ? [rateLimiter(limits)] : [])] });
  },
};
