import { z } from 'zod';
import { Server } from '../schema/server.ts';
import type { Store } from './open.ts';
import { freeSlug, slugOf } from './slug.ts';

/** A server as stored: with its address on the site and the reading its pages show (null: never read). */
export interface StoredServer extends Server {
  slug: string;
  currentSnapshot: number | null;
}

const Origins = z.array(z.string());

interface Row {
  id: string;
  slug: string;
  name: string;
  origins: string;
  topic: string | null;
  current_snapshot: number | null;
}

function fromRow(row: Row): StoredServer {
  const server = Server.parse({
    id: row.id,
    name: row.name,
    origins: Origins.parse(JSON.parse(row.origins)),
    topic: row.topic,
  });
  return { ...server, slug: row.slug, currentSnapshot: row.current_snapshot };
}

/** Adds a server, or brings name, origins and topic of a known one up to date. Its slug stays. */
export async function putServer(store: Store, server: Server): Promise<StoredServer> {
  const facts = { name: server.name, origins: JSON.stringify(server.origins), topic: server.topic };
  const known = await findServer(store, server.id);
  if (known) {
    await store.updateTable('servers').set(facts).where('id', '=', server.id).execute();
    return { ...known, ...server };
  }
  const twin = await store
    .selectFrom('servers')
    .select('id')
    .where('slug', '=', slugOf(server.id))
    .executeTakeFirst();
  const slug = freeSlug(server.id, () => twin !== undefined);
  await store
    .insertInto('servers')
    .values({ id: server.id, slug, ...facts, current_snapshot: null })
    .execute();
  return { ...server, slug, currentSnapshot: null };
}

export async function findServer(store: Store, id: string): Promise<StoredServer | undefined> {
  const row = await store.selectFrom('servers').selectAll().where('id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

export async function getServerBySlug(store: Store, slug: string): Promise<StoredServer> {
  return fromRow(
    await store.selectFrom('servers').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow(),
  );
}

/** Every server, by id. */
export async function listServers(store: Store): Promise<StoredServer[]> {
  const rows = await store.selectFrom('servers').selectAll().orderBy('id').execute();
  return rows.map(fromRow);
}

/** The servers whose pages show a reading of one of these origins: several where a repository holds several. */
export async function listServersReadFrom(store: Store, origins: readonly string[]): Promise<StoredServer[]> {
  const rows = await store
    .selectFrom('servers')
    .innerJoin('snapshots', 'snapshots.id', 'servers.current_snapshot')
    .selectAll('servers')
    .where('snapshots.origin', 'in', origins)
    .orderBy('servers.id')
    .execute();
  return rows.map(fromRow);
}

/** Forgets a server that was never read, such as a repository that turned out to hold several servers with ids of their own. */
export async function dropUnreadServer(store: Store, id: string): Promise<void> {
  const server = await findServer(store, id);
  if (!server || server.currentSnapshot !== null) return;
  await store.deleteFrom('skips').where('server_id', '=', id).execute();
  await store.deleteFrom('checks').where('server_id', '=', id).execute();
  await store.deleteFrom('servers').where('id', '=', id).execute();
}
