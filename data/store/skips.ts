import { Skip } from '../schema/skip.ts';
import type { Store } from './open.ts';

/** Replaces what could not be read of a server. */
export async function putSkips(store: Store, serverId: string, skips: readonly Skip[]): Promise<void> {
  await store.deleteFrom('skips').where('server_id', '=', serverId).execute();
  for (const skip of skips)
    await store
      .insertInto('skips')
      .values({ server_id: serverId, ...skip })
      .execute();
}

/** What could not be read of a server, by path. */
export async function listSkips(store: Store, serverId: string): Promise<Skip[]> {
  const rows = await store
    .selectFrom('skips')
    .select(['path', 'extractor', 'reason', 'message'])
    .where('server_id', '=', serverId)
    .orderBy('path')
    .orderBy('message')
    .execute();
  return rows.map((row) => Skip.parse(row));
}
