import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createFileTree } from '../snapshot.ts';
import { readArchive } from './archive.ts';
import { explainBreak, skipWhole } from './far-side.ts';
import type { Limits } from './limits.ts';
import type { GithubPlace } from './parse-origin.ts';
import { dropBuildOutput } from './relevance.ts';
import type { Fetched, Origin } from './source.ts';

export const SCHEME = 'github';

/** One repository at one ref, as asked for. */
export interface Request {
  origin: Origin;
  place: GithubPlace;
}

/** A tarball on its way, and what the answer said beside it. `commit` is null where only the archive can tell. */
export interface Delivery {
  host: string;
  body: ReadableStream;
  commit: string | null;
  etag: string | null;
}

/** GitHub names the folder after the commit: `name-<sha>`, `owner-name-<short sha>`. */
const COMMIT_SUFFIX = /-([0-9a-f]{7,64})$/;

const findCommitSuffix = (folder: string | null): string | undefined =>
  folder === null ? undefined : COMMIT_SUFFIX.exec(folder)?.[1];

const hasFolder = (paths: readonly string[], folder: string): boolean =>
  folder === '' || paths.some((path) => path.startsWith(`${folder}/`));

/** Reads a repository's tarball. The whole of it, whatever folder is meant: that folder's code may import from beside it. */
export async function readDelivery(
  { origin, place }: Request,
  delivery: Delivery,
  limits: Limits,
): Promise<Fetched> {
  const stream = Readable.fromWeb(delivery.body);
  const options = { extractor: SCHEME, limits, topFolder: 'strip' } as const;
  const reading = await readArchive(stream, options).catch((error: unknown) => ({
    kind: 'refused' as const,
    ...explainBreak(delivery.host, error),
  }));
  stream.destroy();
  if (reading.kind === 'refused') return skipWhole(SCHEME, reading);

  const commit = delivery.commit ?? reading.commit ?? findCommitSuffix(reading.topFolder);
  if (commit === undefined)
    return skipWhole(SCHEME, {
      reason: 'broken-archive',
      message: 'The archive does not say which commit it is.',
    });
  const tree = createFileTree(dropBuildOutput(reading.files));
  if (!hasFolder(tree.listFiles(), place.folder)) {
    const message = `${place.owner}/${place.name} has no folder ${place.folder} at ${commit}.`;
    return skipWhole(SCHEME, { reason: 'not-found', message });
  }
  const ref = { origin: origin.id, ref: commit, integrity: null, builtFrom: null };
  const snapshot = { ref, ...tree, skipped: reading.skipped };
  return { kind: 'snapshot', snapshot, etag: delivery.etag };
}
