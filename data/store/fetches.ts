import { Skip } from '../schema/skip.ts';
import { SnapshotRef } from '../schema/snapshot.ts';
import type { Store } from './open.ts';

/** The last version of an origin that was fetched, and what came of reading it. */
export interface Fetch {
  ref: SnapshotRef;
  /** HTTP entity tag of the answer; null where none was given. */
  etag: string | null;
  /** Ids and versions of the extractors that were tried on it. */
  extractors: string;
  /** Why nothing could be read of it; null when it was read. */
  failure: Skip | null;
}

export async function putFetch(store: Store, { ref, etag, extractors, failure }: Fetch): Promise<void> {
  const row = {
    ref: ref.ref,
    integrity: ref.integrity,
    built_from: ref.builtFrom,
    etag,
    extractors,
    failure: failure && JSON.stringify(failure),
  };
  await store
    .insertInto('fetches')
    .values({ origin: ref.origin, ...row })
    .onConflict((conflict) => conflict.column('origin').doUpdateSet(row))
    .execute();
}

/** The last fetches of these origins, by origin. */
export async function listFetches(
  store: Store,
  origins: readonly string[],
): Promise<ReadonlyMap<string, Fetch>> {
  const rows = await store.selectFrom('fetches').selectAll().where('origin', 'in', origins).execute();
  return new Map(
    rows.map(({ origin, ref, integrity, built_from: builtFrom, etag, extractors, failure }) => [
      origin,
      {
        ref: SnapshotRef.parse({ origin, ref, integrity, builtFrom }),
        etag,
        extractors,
        failure: failure === null ? null : Skip.parse(JSON.parse(failure)),
      },
    ]),
  );
}
