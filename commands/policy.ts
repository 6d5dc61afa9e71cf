import { FORMATS, findFormat } from '#classifier/policies/index.ts';
import { renderPolicy as render } from '#classifier/policies/render.ts';
import { variantsFor } from '#classifier/policies/variants.ts';
import type { Policy } from '#data/schema/policy.ts';
import { listClassifications } from '#data/store/classifications.ts';
import type { Store } from '#data/store/open.ts';
import { listServers } from '#data/store/servers.ts';
import type { Context } from './context.ts';
import { scan } from './scan.ts';
import { findTarget } from './targets.ts';

export interface PolicyWish {
  format: string;
  /** One tool's document; null for the whole server. */
  tool: string | null;
  unlisted: 'allow' | 'deny';
}

/** The stored policy of a server, by id, slug or name; undefined when the catalogue has none. */
async function findStored(store: Store, wanted: string): Promise<Policy | undefined> {
  const servers = await listServers(store);
  const server = servers.find(({ id, slug, name }) => [id, slug, name].includes(wanted));
  if (!server) return undefined;
  const labels = [...(await listClassifications(store, server.id)).values()];
  const tools = labels.map((label) => label.policy).sort((a, b) => (a.tool < b.tool ? -1 : 1));
  return tools.length > 0 ? { server: server.name, unlisted: 'deny', tools } : undefined;
}

async function scanPolicy(source: string, context: Context): Promise<Policy> {
  const { servers } = await scan(findTarget(source), context);
  const [first, ...others] = servers;
  if (!first) throw new Error(`No tool was read from ${source}.`);
  if (others.length === 0) return first.policy;
  const ids = servers.map(({ server }) => server.id).join(', ');
  throw new Error(`${source} holds ${servers.length} servers. Name one of them: ${ids}.`);
}

function narrow(policy: Policy, { tool, unlisted }: PolicyWish): Policy {
  if (tool === null) return { ...policy, unlisted };
  const id = unlisted === 'allow' ? 'this-tool' : 'deny-by-default';
  const variant = variantsFor(policy, tool).find((candidate) => candidate.id === id);
  if (!variant) throw new TypeError(`there is no document ${id}`);
  return variant.policy;
}

/** A policy's text, and on the side what the format could not say. The catalogue answers first, else the source is scanned. */
export async function renderPolicy(
  wanted: string,
  wish: PolicyWish,
  store: Store | null,
  context: Context,
): Promise<{ text: string; losses: string[] }> {
  const format = findFormat(wish.format);
  if (!format)
    throw new Error(`There is no format ${wish.format}. Known: ${FORMATS.map(({ id }) => id).join(', ')}.`);
  const stored = store ? await findStored(store, wanted) : undefined;
  const policy = stored ?? (await scanPolicy(wanted, context));
  const { text, losses } = render(format, narrow(policy, wish), policy.server);
  return { text, losses: losses.map(({ sentence }) => sentence) };
}
