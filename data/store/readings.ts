import type { ExtractedServer } from '../schema/extraction.ts';
import type { ReadmeDrift } from '../schema/readme.ts';
import type { Server } from '../schema/server.ts';
import type { Skip } from '../schema/skip.ts';
import type { SnapshotRef } from '../schema/snapshot.ts';
import { putCheck } from './checks.ts';
import type { Store } from './open.ts';
import { putReadme } from './readmes.ts';
import { putServer } from './servers.ts';
import { putSkips } from './skips.ts';
import { insertSnapshot } from './snapshots.ts';
import { putTools } from './tools.ts';

/** One server, read: where from, by what, and when (ISO 8601). */
export interface ServerReading {
  server: Server;
  ref: SnapshotRef;
  extractors: string;
  extracted: ExtractedServer;
  /** Null where no README lists tools. */
  readme: ReadmeDrift | null;
  skipped: Skip[];
  readAt: string;
}

async function offersTools(store: Store, serverId: string): Promise<boolean> {
  const row = await store
    .selectFrom('tools')
    .select('id')
    .where('server_id', '=', serverId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

async function writeReading(store: Store, reading: ServerReading): Promise<void> {
  const { server, extracted, readAt } = reading;
  const snapshotId = await insertSnapshot(store, {
    serverId: server.id,
    ref: reading.ref,
    extractors: reading.extractors,
    path: extracted.path,
    packageName: extracted.name,
    description: extracted.description,
    language: extracted.language,
    completeness: extracted.completeness,
    readAt,
  });
  if (reading.readme) await putReadme(store, snapshotId, reading.readme);
  await putTools(store, server.id, extracted.tools, { snapshotId, readAt });
  await store
    .updateTable('servers')
    .set({ current_snapshot: snapshotId })
    .where('id', '=', server.id)
    .execute();
}

/**
 * Stores one reading of a server in one transaction. A reading without any tool never replaces one that had some: the earlier
 * list stays and the check says `lost-tools` (a parser that lost its grip looks just like a server that lost its tools).
 */
export function putReading(store: Store, reading: ServerReading): Promise<'read' | 'lost-tools'> {
  return store.transaction().execute(async (transaction) => {
    const { server, extracted, readAt } = reading;
    await putServer(transaction, server);
    const lost = extracted.tools.length === 0 && (await offersTools(transaction, server.id));
    if (!lost) await writeReading(transaction, reading);
    await putSkips(transaction, server.id, reading.skipped);
    const outcome = lost ? 'lost-tools' : 'read';
    await putCheck(transaction, { serverId: server.id, checkedAt: readAt, outcome }, null);
    return outcome;
  });
}

/** Why a server could not be read, and everything else that was met on the way. */
export interface Failure {
  skip: Skip;
  skipped: readonly Skip[];
}

/** Records that a server could not be read. What was read of it earlier stays. */
export function putFailure(
  store: Store,
  server: Server,
  { skip, skipped }: Failure,
  checkedAt: string,
): Promise<void> {
  return store.transaction().execute(async (transaction) => {
    await putServer(transaction, server);
    await putSkips(transaction, server.id, skipped.includes(skip) ? skipped : [skip, ...skipped]);
    await putCheck(transaction, { serverId: server.id, checkedAt, outcome: 'failed' }, skip);
  });
}
