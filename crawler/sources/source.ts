import type { ServerId } from '#data/schema/server.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { SnapshotRef } from '#data/schema/snapshot.ts';
import type { Snapshot } from '../snapshot.ts';

/** One place to fetch from: an origin, and the version asked for (a git ref or an npm version or tag; null: the newest). */
export interface Origin {
  id: ServerId;
  ref: string | null;
}

/** What an earlier fetch of the same origin left behind, so that an unchanged one costs no download. */
export interface Known {
  snapshot: SnapshotRef;
  /** HTTP entity tag of the earlier answer; null where none was given. */
  etag: string | null;
}

export type Fetched =
  | { kind: 'snapshot'; snapshot: Snapshot; etag: string | null }
  | { kind: 'unchanged' }
  | { kind: 'skip'; skip: Skip };

/** Where code comes from. Never throws for what the far side does: that is a Skip. */
export interface Source {
  /** The part of an origin's id before the colon. */
  scheme: string;
  fetch(origin: Origin, known: Known | null): Promise<Fetched>;
}
