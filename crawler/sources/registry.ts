import { Readable } from 'node:stream';
import type { ServerId } from '#data/schema/server.ts';
import { createFileTree } from '../snapshot.ts';
import { type ArchiveOptions, type ArchiveReading, readArchive } from './archive.ts';
import { type Downloaded, download, hasIntegrity } from './download.ts';
import { type Failure, skipWhole } from './far-side.ts';
import type { SourceSettings } from './settings.ts';
import type { Fetched, Known, Origin, Source } from './source.ts';
import { readZip } from './zip-archive.ts';

/** One published version of a package, as its registry states it. */
export interface Release {
  version: string;
  url: string;
  headers: Record<string, string>;
  /** Subresource integrity; null where the registry states no checksum. */
  integrity: string | null;
  format: 'tar.gz' | 'zip';
  topFolder: ArchiveOptions['topFolder'];
}

/** What a registry answers when it is asked for a release. */
export type Found =
  | { kind: 'release'; release: Release; etag: string | null }
  | { kind: 'unchanged' }
  | ({ kind: 'failed' } & Failure);

/** A registry of packages that are one archive a version. Only what differs between registries; the rest is `createRegistrySource`. */
export interface Registry {
  scheme: string;
  /** Begins a sentence. */
  host: string;
  /** The package's name in an id, undefined where it is none; and whether a ref may be asked for. */
  parseName(id: ServerId): string | undefined;
  isRef(ref: string): boolean;
  /** The release of a ref, or the newest. `etag` is that of an earlier answer. */
  find(name: string, ref: string | null, etag: string | null): Promise<Found>;
}

const isSame = (release: Release, known: Known | null): boolean =>
  known !== null && known.snapshot.ref === release.version && known.snapshot.integrity === release.integrity;

const unpack = (
  bytes: Buffer,
  format: Release['format'],
  options: ArchiveOptions,
): Promise<ArchiveReading> =>
  format === 'zip' ? readZip(bytes, options) : readArchive(Readable.from([bytes]), options);

/** Fetches, checks and unpacks releases in memory. A version already known costs one request to the index and no archive. */
export function createRegistrySource(registry: Registry, { limits, patience }: SourceSettings): Source {
  const { scheme, host } = registry;

  async function fetchArchive(id: ServerId, { url, headers, integrity }: Release): Promise<Downloaded> {
    const asked = { url, headers, maxBytes: limits.archiveBytes, what: id, host };
    const archive = await download(asked, patience);
    if (archive.kind !== 'body' || integrity === null || hasIntegrity(archive.bytes, integrity))
      return archive;
    const message = `The archive of ${id} is not the one that ${host} has the checksum of.`;
    return { kind: 'failed', reason: 'integrity-mismatch', message };
  }

  async function fetchRelease(id: ServerId, release: Release, etag: string | null): Promise<Fetched> {
    const archive = await fetchArchive(id, release);
    if (archive.kind !== 'body') return archive.kind === 'failed' ? skipWhole(scheme, archive) : archive;
    const { version, integrity, format, topFolder } = release;
    const reading = await unpack(archive.bytes, format, { extractor: scheme, limits, topFolder });
    if (reading.kind === 'refused') return skipWhole(scheme, reading);
    const ref = { origin: id, ref: version, integrity, builtFrom: null };
    const snapshot = { ref, ...createFileTree(reading.files), skipped: reading.skipped };
    return { kind: 'snapshot', snapshot, etag };
  }

  async function fetch({ id, ref }: Origin, known: Known | null): Promise<Fetched> {
    const name = registry.parseName(id);
    if (name === undefined || (ref !== null && !registry.isRef(ref))) {
      const message = `${id}${ref === null ? '' : `@${ref}`} names no package of ${scheme}.`;
      return skipWhole(scheme, { reason: 'not-found', message });
    }
    const found = await registry.find(name, ref, known === null ? null : known.etag);
    if (found.kind === 'failed') return skipWhole(scheme, found);
    if (found.kind === 'unchanged' || isSame(found.release, known)) return { kind: 'unchanged' };
    return fetchRelease(id, found.release, found.etag);
  }

  return { scheme, fetch };
}
