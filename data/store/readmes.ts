import { ReadmeDrift } from '../schema/readme.ts';
import type { Store } from './open.ts';

export async function putReadme(store: Store, snapshotId: number, drift: ReadmeDrift): Promise<void> {
  await store
    .insertInto('readmes')
    .values({ snapshot_id: snapshotId, drift: JSON.stringify(drift) })
    .execute();
}

/** How a snapshot's README differs from its code; undefined where no README lists tools. */
export async function findReadme(store: Store, snapshotId: number): Promise<ReadmeDrift | undefined> {
  const row = await store
    .selectFrom('readmes')
    .select('drift')
    .where('snapshot_id', '=', snapshotId)
    .executeTakeFirst();
  return row && ReadmeDrift.parse(JSON.parse(row.drift));
}
