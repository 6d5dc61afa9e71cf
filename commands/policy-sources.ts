import type { NamedPolicy } from '#classifier/policies/format.ts';
import type { Policy } from '#data/schema/policy.ts';
import { listClassifications } from '#data/store/classifications.ts';
import type { Store } from '#data/store/open.ts';
import { listServers, type StoredServer } from '#data/store/servers.ts';
import { isClientConfig, readClientConfig } from './client-config.ts';
import type { Context } from './context.ts';
import type { CrawlTarget } from './crawl.ts';
import { type ScannedServer, scan } from './scan.ts';
import { findTarget } from './targets.ts';

export function pickServer(servers: readonly StoredServer[], wanted: string): StoredServer | undefined {
  const exact = servers.find(({ id, slug, origins }) => [id, slug, ...origins].includes(wanted));
  if (exact) return exact;
  const named = servers.filter(({ name }) => name === wanted);
  if (named.length < 2) return named[0];
  throw new Error(
    `${named.length} servers are called ${wanted}. Name one by its id: ${named.map(({ id }) => id).join(', ')}.`,
  );
}

/** The stored policy of a server, by id, slug, origin or name; undefined when the catalogue has none. */
async function findStored(store: Store, wanted: string): Promise<Policy | undefined> {
  const server = pickServer(await listServers(store), wanted);
  if (!server) return undefined;
  const labels = [...(await listClassifications(store, server.id)).values()];
  const tools = labels.map((label) => label.policy).sort((a, b) => (a.tool < b.tool ? -1 : 1));
  return tools.length > 0 ? { server: server.name, unlisted: 'deny', tools } : undefined;
}

/** A source may hold several servers: the one it is named for, or else the only one. */
function pickScanned(servers: readonly ScannedServer[], { id }: CrawlTarget['server']): ScannedServer {
  const found = servers.find(({ server }) => server.id === id) ?? servers[0];
  if (!found) throw new Error(`No tool was read from ${id}.`);
  if (servers.length === 1 || found.server.id === id) return found;
  const ids = servers.map(({ server }) => server.id).join(', ');
  throw new Error(`${id} holds ${servers.length} servers. Name one of them: ${ids}.`);
}

/** The catalogue answers first, unless a version is asked for; else the source is scanned. */
async function policyOf(target: CrawlTarget, store: Store | null, context: Context): Promise<Policy> {
  const stored = store && target.ref === null ? await findStored(store, target.server.id) : undefined;
  if (stored) return stored;
  const { servers } = await scan(target, context);
  return pickScanned(servers, target.server).policy;
}

/** One server that cannot be read is said and left out; the others are had all the same. */
async function configuredPolicies(
  path: string,
  store: Store | null,
  context: Context,
): Promise<NamedPolicy[]> {
  const policies: NamedPolicy[] = [];
  const leaveOut = (name: string, why: string) =>
    context.progress.say(`Left out: ${JSON.stringify(name)}, because ${why}`);
  for (const server of readClientConfig(path)) {
    if (server.kind === 'unknown') {
      leaveOut(server.name, server.why);
      continue;
    }
    try {
      policies.push({ serverName: server.name, policy: await policyOf(server.target, store, context) });
    } catch (error) {
      leaveOut(server.name, error instanceof Error ? error.message : String(error));
    }
  }
  if (policies.length === 0) throw new Error(`${path} names no server that can be read.`);
  return policies;
}

/** The policies that a person means: of every server of a client's configuration, or of one server of the catalogue or of a source. */
export async function collectPolicies(
  wanted: string,
  store: Store | null,
  context: Context,
): Promise<NamedPolicy[]> {
  if (isClientConfig(wanted)) return configuredPolicies(wanted, store, context);
  const stored = store ? await findStored(store, wanted) : undefined;
  const policy = stored ?? (await policyOf(findTarget(wanted), store, context));
  return [{ serverName: policy.server, policy }];
}
