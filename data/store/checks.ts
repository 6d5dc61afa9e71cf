import type { Skip } from '../schema/skip.ts';
import type { Store } from './open.ts';

/** The last look at a server. `lost-tools`: a reading without any tool where there had been some; the earlier list was kept. */
export interface Check {
  serverId: string;
  checkedAt: string;
  outcome: 'read' | 'unchanged' | 'failed' | 'lost-tools';
  /** How often it failed in a row. */
  failures: number;
  reason: string | null;
  message: string | null;
}

type Looked = Pick<Check, 'serverId' | 'checkedAt' | 'outcome'>;

export async function putCheck(store: Store, looked: Looked, failure: Skip | null): Promise<void> {
  const before = await store
    .selectFrom('checks')
    .select('failures')
    .where('server_id', '=', looked.serverId)
    .executeTakeFirst();
  const row = {
    checked_at: looked.checkedAt,
    outcome: looked.outcome,
    failures: failure ? (before ? before.failures + 1 : 1) : 0,
    reason: failure?.reason ?? null,
    message: failure?.message ?? null,
  };
  await store
    .insertInto('checks')
    .values({ server_id: looked.serverId, ...row })
    .onConflict((conflict) => conflict.column('server_id').doUpdateSet(row))
    .execute();
}

export async function listChecks(store: Store): Promise<Check[]> {
  const rows = await store.selectFrom('checks').selectAll().orderBy('server_id').execute();
  return rows.map(({ server_id, checked_at, ...rest }) => ({
    serverId: server_id,
    checkedAt: checked_at,
    ...rest,
  }));
}
