import type { Crawled } from '#crawler/crawl.ts';
import { READERS } from '#crawler/extractors/index.ts';
import type { Server } from '#data/schema/server.ts';
import type { Skip } from '#data/schema/skip.ts';
import { putCheck } from '#data/store/checks.ts';
import { type Fetch, putFetch } from '#data/store/fetches.ts';
import type { Store } from '#data/store/open.ts';
import { type Failure, putFailure, putReading } from '#data/store/readings.ts';
import { dropUnreadServer, listServersReadFrom } from '#data/store/servers.ts';
import { count } from './count.ts';

/** Skips go to the server whose folder they are in, the innermost if folders nest; the others to the first. */
function skipsOf(paths: readonly string[], path: string, skipped: readonly Skip[]): Skip[] {
  const home = (skip: Skip) =>
    paths
      .filter((candidate) => candidate === '' || skip.path.startsWith(`${candidate}/`))
      .sort((a, b) => b.length - a.length)[0] ?? paths[0];
  return skipped.filter((skip) => home(skip) === path);
}

type Read = Extract<Crawled, { kind: 'read' }>;

async function storeReading(
  store: Store,
  { version, servers, skipped }: Read,
  wanted: Server,
): Promise<void> {
  const paths = servers.map(({ extracted }) => extracted.path);
  const readAt = new Date().toISOString();
  for (const { server, extracted, readme } of servers) {
    await putReading(store, {
      server,
      ref: version.ref,
      extractors: READERS,
      extracted,
      readme,
      skipped: skipsOf(paths, extracted.path, skipped),
      readAt,
    });
  }
  if (!servers.some(({ server }) => server.id === wanted.id)) await dropUnreadServer(store, wanted.id);
  await storeGone(store, { version, servers }, readAt);
}

/** Servers that the same origin held before and holds no more keep their last reading, and say so. */
async function storeGone(
  store: Store,
  { version, servers }: Pick<Read, 'version' | 'servers'>,
  checkedAt: string,
): Promise<void> {
  const present = new Set(servers.map(({ server }) => server.id));
  for (const earlier of await listServersReadFrom(store, [version.ref.origin])) {
    if (present.has(earlier.id)) continue;
    const message = `${version.ref.origin} no longer holds this server.`;
    const skip: Skip = { path: '', extractor: 'crawl', reason: 'not-found', message };
    await putFailure(store, earlier, { skip, skipped: [] }, checkedAt);
  }
}

/** Whom a look concerns that brought no new reading: every server that the same origins gave before, or else the one asked for. */
async function listConcerned(db: Store, server: Server): Promise<Server[]> {
  const earlier = await listServersReadFrom(db, server.origins);
  return earlier.length > 0 ? earlier : [server];
}

async function storeLook(db: Store, server: Server, failure: Skip | null): Promise<void> {
  const checkedAt = new Date().toISOString();
  for (const { id: serverId } of await listConcerned(db, server)) {
    await putCheck(db, { serverId, checkedAt, outcome: failure ? 'failed' : 'unchanged' }, failure);
  }
}

async function storeFailure(db: Store, server: Server, failure: Failure): Promise<void> {
  const checkedAt = new Date().toISOString();
  for (const known of await listConcerned(db, server)) await putFailure(db, known, failure, checkedAt);
}

/** What came of crawling one server; `line` is for people. */
export interface Outcome {
  kind: 'read' | 'unchanged' | 'failed';
  line: string;
}

/** Puts what came of a crawl into the catalogue, one transaction a server, and says in a line what that was. */
export async function record(
  db: Store,
  server: Server,
  crawled: Crawled,
  fetches: ReadonlyMap<string, Fetch>,
): Promise<Outcome> {
  if (crawled.kind === 'unchanged') {
    const failure = fetches.get(crawled.origin)?.failure ?? null;
    await storeLook(db, server, failure);
    return failure ? { kind: 'failed', line: failure.message } : { kind: 'unchanged', line: 'unchanged' };
  }
  const failure = crawled.kind === 'failed' ? crawled.skip : null;
  if (crawled.kind === 'read') await storeReading(db, crawled, server);
  else await storeFailure(db, server, crawled);
  if (crawled.version) await putFetch(db, { ...crawled.version, extractors: READERS, failure });
  return { kind: crawled.kind, line: describe(crawled) };
}

function describe(crawled: Exclude<Crawled, { kind: 'unchanged' }>): string {
  if (crawled.kind === 'failed') return crawled.skip.message;
  const tools = crawled.servers.reduce((sum, { extracted }) => sum + extracted.tools.length, 0);
  return `${count(tools, 'tool')} from ${crawled.version.ref.origin}`;
}
