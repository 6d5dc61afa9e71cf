import { celQuoted, yamlText } from '../document-text.ts';
import type { Format } from '../format.ts';
import type { SettledServer, SettledTool } from '../settle.ts';
import { ruleExpression } from './condition.ts';

/** Bounds of the custom resource. */
const MAX_RULES = 32;
const MAX_TARGETS = 16;
const MAX_EXPRESSION = 4096;

interface Target {
  backend: string;
  tool: string;
}

interface Rule {
  action: 'Allow' | 'Deny';
  target?: { tools: Target[] };
  cel?: string;
}

/** The gateway asks about tools it is about to list without parameters: a tool that may be called should be listed. */
function expressionFor({ rules }: SettledTool): string {
  const passes = rules.flatMap((rule) => ruleExpression(rule) ?? 'false').join(' && ');
  return `request.mcp.params == null || (${passes})`;
}

const isChecked = ({ outcome, rules }: SettledTool) => outcome === 'allow' && rules.length > 0;
const isPlain = ({ outcome, rules }: SettledTool) => outcome === 'allow' && rules.length === 0;

function targetsOf(servers: readonly SettledServer[], test: (tool: SettledTool) => boolean): Target[] {
  return servers.flatMap(({ name, tools }) =>
    tools.filter(test).map(({ tool }) => ({ backend: name, tool })),
  );
}

function inGroups(action: Rule['action'], targets: readonly Target[]): Rule[] {
  const count = Math.ceil(targets.length / MAX_TARGETS);
  return Array.from({ length: count }, (_, i) => ({
    action,
    target: { tools: targets.slice(i * MAX_TARGETS, (i + 1) * MAX_TARGETS) },
  }));
}

const checkedRules = (servers: readonly SettledServer[]): Rule[] =>
  servers.flatMap(({ name, tools }) =>
    tools.filter(isChecked).map((settled) => ({
      action: 'Allow' as const,
      target: { tools: [{ backend: name, tool: settled.tool }] },
      cel: expressionFor(settled),
    })),
  );

/** Tools of other backends are left alone; the first rule that matches decides. */
function closedRules(servers: readonly SettledServer[]): Rule[] {
  const ours = servers.map(({ name }) => celQuoted(name)).join(', ');
  return [
    { action: 'Allow', cel: `!(request.mcp.backend in [${ours}])` },
    ...checkedRules(servers),
    ...inGroups('Allow', targetsOf(servers, isPlain)),
  ];
}

const openRules = (servers: readonly SettledServer[]): Rule[] => [
  ...checkedRules(servers),
  ...inGroups(
    'Deny',
    targetsOf(servers, (tool) => !isPlain(tool)),
  ),
];

const isOpen = (servers: readonly SettledServer[]) =>
  servers.every(({ policy }) => policy.unlisted === 'allow');

const rulesFor = (servers: readonly SettledServer[]) =>
  isOpen(servers) ? openRules(servers) : closedRules(servers);

/** Leaves out what is let through until the rest fits: what is left out is denied by default. */
function overflow(servers: readonly SettledServer[]): ReadonlySet<SettledTool> {
  const all = servers.flatMap(({ tools }) => tools);
  const left = new Set(all.filter((tool) => isChecked(tool) && expressionFor(tool).length > MAX_EXPRESSION));
  const fitting = () =>
    servers.map((server) => ({ ...server, tools: server.tools.filter((tool) => !left.has(tool)) }));
  const candidates = [...all.filter(isPlain), ...all.filter(isChecked)].filter((tool) => !left.has(tool));
  while (rulesFor(fitting()).length > MAX_RULES) {
    const last = candidates.pop();
    if (last === undefined) break;
    left.add(last);
  }
  return left;
}

/** The authorization of an MCPRoute of Envoy AI Gateway. */
export const ENVOY_AI_GATEWAY: Format = {
  id: 'envoy-ai-gateway',
  title: 'Envoy AI Gateway MCPRoute',
  product: 'Envoy AI Gateway',
  fileName: 'mcproute-patch.yaml',
  language: 'yaml',
  file: 'spec.securityPolicy of your MCPRoute',
  steps: [
    'Put in the name of the backend, as it stands under `backendRefs`.',
    'Apply the patch with `kubectl patch mcproute NAME --type merge --patch-file mcproute-patch.yaml`; it replaces the rules that the route has.',
    'List the tools through the gateway: only those that may be called are shown.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow matches no rule and is let through.',
    deny: 'A tool that the server adds tomorrow matches no rule and is denied.',
  },
  can: {
    asks: false,
    denies: false,
    hides: true,
    counts: [],
    checks: (rule) => (ruleExpression(rule) === undefined ? null : []),
    writes: (tool) => tool.isWellFormed(),
    unlisted: { allow: null, deny: null },
  },
  namesServers: true,
  serverName: (name) => name.toWellFormed(),
  overflow,
  write: (servers) =>
    yamlText({
      spec: {
        securityPolicy: {
          authorization: { defaultAction: isOpen(servers) ? 'Allow' : 'Deny', rules: rulesFor(servers) },
        },
      },
    }),
};
