import type { Store } from '#data/store/open.ts';
import { getSnapshot } from '#data/store/snapshots.ts';
import { listHistory } from '#data/store/tools.ts';
import { type Provenance, provenanceOf } from '../../../../view/permalink.ts';

export interface Revision {
  hash: string;
  firstReadAt: string;
  provenance: Provenance;
}

/** Every definition the tool has had, newest first; empty where it never changed. */
export async function historyOf(store: Store, toolId: string): Promise<Revision[]> {
  const history = await listHistory(store, toolId);
  if (history.length < 2) return [];
  return Promise.all(
    history.map(async ({ hash, snapshotId }) => {
      const snapshot = await getSnapshot(store, snapshotId);
      return { hash, firstReadAt: snapshot.readAt, provenance: provenanceOf(snapshot.ref, null) };
    }),
  );
}
