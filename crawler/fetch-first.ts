import type { ServerId } from '#data/schema/server.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { Snapshot } from './snapshot.ts';
import type { Known, Origin, Source } from './sources/source.ts';

export type FetchedFirst =
  | { kind: 'snapshot'; origin: Origin; snapshot: Snapshot; etag: string | null; failed: Skip[] }
  | { kind: 'unchanged'; origin: Origin; failed: Skip[] }
  | { kind: 'failed'; failed: Skip[] };

/** Where to fetch from, and what this run has learned: an origin's scheme that could not be reached is not asked again. */
export interface Fetching {
  sources: ReadonlyMap<string, Source>;
  unreachable: Map<string, Skip>;
}

const schemeOf = (id: ServerId) => id.slice(0, id.indexOf(':'));

async function fetchFrom(fetching: Fetching, origin: Origin, known: Known | null) {
  const scheme = schemeOf(origin.id);
  const source = fetching.sources.get(scheme);
  if (!source) throw new Error(`No source reads ${origin.id}.`);
  const down = fetching.unreachable.get(scheme);
  if (down) return { kind: 'skip', skip: down } as const;
  const fetched = await source.fetch(origin, known);
  if (fetched.kind === 'skip' && fetched.skip.reason === 'unreachable') {
    fetching.unreachable.set(scheme, fetched.skip);
  }
  return fetched;
}

/** Fetches from the first origin that answers; `failed` says why the ones before it did not. */
export async function fetchFirst(
  fetching: Fetching,
  origins: readonly Origin[],
  known: ReadonlyMap<ServerId, Known>,
): Promise<FetchedFirst> {
  const failed: Skip[] = [];
  for (const origin of origins) {
    const fetched = await fetchFrom(fetching, origin, known.get(origin.id) ?? null);
    if (fetched.kind === 'snapshot') {
      return { kind: 'snapshot', origin, snapshot: fetched.snapshot, etag: fetched.etag, failed };
    }
    if (fetched.kind === 'unchanged') return { kind: 'unchanged', origin, failed };
    failed.push(fetched.skip);
  }
  return { kind: 'failed', failed };
}
