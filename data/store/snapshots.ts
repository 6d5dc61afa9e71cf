import { z } from 'zod';
import { Completeness, Language } from '../schema/extraction.ts';
import { SnapshotRef } from '../schema/snapshot.ts';
import type { Store } from './open.ts';

/** What was read of one snapshot of a server, without its tools. */
export const StoredSnapshot = z.object({
  id: z.int(),
  serverId: z.string(),
  ref: SnapshotRef,
  extractors: z.string(),
  path: z.string(),
  packageName: z.string(),
  description: z.string(),
  language: Language,
  completeness: Completeness,
  readAt: z.string(),
});
export type StoredSnapshot = z.infer<typeof StoredSnapshot>;

function fromRow(row: Record<string, unknown>): StoredSnapshot {
  return StoredSnapshot.parse({
    id: row.id,
    serverId: row.server_id,
    ref: { origin: row.origin, ref: row.ref, integrity: row.integrity, builtFrom: row.built_from },
    extractors: row.extractors,
    path: row.path,
    packageName: row.package_name,
    description: row.description,
    language: row.language,
    completeness: row.completeness,
    readAt: row.read_at,
  });
}

export async function insertSnapshot(store: Store, snapshot: Omit<StoredSnapshot, 'id'>): Promise<number> {
  const row = await store
    .insertInto('snapshots')
    .values({
      server_id: snapshot.serverId,
      origin: snapshot.ref.origin,
      ref: snapshot.ref.ref,
      integrity: snapshot.ref.integrity,
      built_from: snapshot.ref.builtFrom,
      extractors: snapshot.extractors,
      path: snapshot.path,
      package_name: snapshot.packageName,
      description: snapshot.description,
      language: snapshot.language,
      completeness: snapshot.completeness,
      read_at: snapshot.readAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function getSnapshot(store: Store, id: number): Promise<StoredSnapshot> {
  return fromRow(
    await store.selectFrom('snapshots').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
}

/** The snapshot that a server's pages show; undefined while it was never read. */
export async function findCurrentSnapshot(
  store: Store,
  serverId: string,
): Promise<StoredSnapshot | undefined> {
  const row = await store
    .selectFrom('snapshots')
    .innerJoin('servers', 'servers.current_snapshot', 'snapshots.id')
    .selectAll('snapshots')
    .where('servers.id', '=', serverId)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** In which folder of these origins which server was read last. */
export function listPlaces(
  store: Store,
  origins: readonly string[],
): Promise<{ origin: string; path: string; id: string }[]> {
  return store
    .selectFrom('snapshots')
    .innerJoin('servers', 'servers.current_snapshot', 'snapshots.id')
    .select(['snapshots.origin', 'snapshots.path', 'servers.id'])
    .where('snapshots.origin', 'in', origins)
    .orderBy('servers.id')
    .execute();
}

/** Every snapshot of a server, newest first. */
export async function listSnapshots(store: Store, serverId: string): Promise<StoredSnapshot[]> {
  const rows = await store
    .selectFrom('snapshots')
    .selectAll()
    .where('server_id', '=', serverId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(fromRow);
}
