import { strictestByName } from '#data/policy/stricter.ts';
import type { Policy } from '#data/schema/policy.ts';
import type { Format, NamedPolicy, Rendering } from './format.ts';
import { describeLoss, LOSS_IDS, type Loss, type LossId } from './loss.ts';
import { type SettledServer, type SettledTool, settle } from './settle.ts';

interface Settlement extends SettledServer {
  /** What is lost with each tool, those that cannot be written included. */
  all: readonly SettledTool[];
}

/** One policy in place of several, where a format cannot tell servers apart: the stricter advice stands for a name that two have. */
function combine(policies: readonly NamedPolicy[]): NamedPolicy[] {
  const [first] = policies;
  if (first === undefined || policies.length === 1) return [...policies];
  const policy: Policy = {
    server: policies.map(({ policy: { server } }) => server).join(' '),
    unlisted: policies.some(({ policy: { unlisted } }) => unlisted === 'deny') ? 'deny' : 'allow',
    tools: strictestByName(policies.flatMap(({ policy: { tools } }) => tools)),
  };
  return [{ serverName: policies.map(({ serverName }) => serverName).join('-'), policy }];
}

function settleServer({ serverName, policy }: NamedPolicy, { can, serverName: rename }: Format): Settlement {
  const all = policy.tools.map((advice) => settle(advice, can));
  const tools = all.filter(({ losses }) => !losses.includes('name'));
  return { name: rename === undefined ? serverName : rename(serverName), policy, tools, all };
}

/** The servers without the tools that there is no room for. */
function withoutOverflow(servers: readonly Settlement[], { overflow }: Format): readonly Settlement[] {
  const left = overflow?.(servers);
  if (left === undefined || left.size === 0) return servers;
  return servers.map((server) => ({
    ...server,
    tools: server.tools.filter((tool) => !left.has(tool)),
    all: server.all.map((tool) => (left.has(tool) ? { ...tool, losses: ['room' as const] } : tool)),
  }));
}

function lossesOf(format: Format, servers: readonly Settlement[], named: readonly NamedPolicy[]): Loss[] {
  const tools = servers.flatMap(({ all }) => all);
  const renamed = named.map(({ serverName }) => serverName).filter((name, i) => servers[i]?.name !== name);
  const unlisted = new Set(servers.map(({ policy }) => format.can.unlisted[policy.unlisted]));
  const namesFor = (id: LossId) =>
    id === 'server-name'
      ? renamed
      : tools.filter(({ losses }) => losses.includes(id)).map(({ tool }) => tool);
  return LOSS_IDS.flatMap((id) => {
    const names = namesFor(id);
    return names.length > 0 || unlisted.has(id) ? [describeLoss(id, format.product, names)] : [];
  });
}

/** Policies in a format, and what the format cannot say of them. */
export function renderPolicies(format: Format, policies: readonly NamedPolicy[]): Rendering {
  const named = format.namesServers ? policies : combine(policies);
  const settled = named.map((one) => settleServer(one, format));
  const servers = withoutOverflow(settled, format);
  const isDeny = named.some(({ policy }) => policy.unlisted === 'deny');
  return {
    text: format.write(servers),
    losses: lossesOf(format, servers, named),
    file: format.file,
    steps: format.steps,
    newTool: format.newTool[isDeny ? 'deny' : 'allow'],
  };
}

/** One server's policy in a format. */
export function renderPolicy(format: Format, policy: Policy, serverName: string): Rendering {
  return renderPolicies(format, [{ serverName, policy }]);
}
