import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createFileTree } from '../snapshot.ts';
import { readArchive } from './archive.ts';
import { type Failure, findErrorCode, skipWhole } from './far-side.ts';
import type { Limits } from './limits.ts';
import { readFolder } from './local-folder.ts';
import type { SourceSettings } from './settings.ts';
import type { Fetched, Origin, Source } from './source.ts';

const SCHEME = 'local';
const ARCHIVE = /\.(tgz|tar\.gz)$/i;

function explain(error: unknown, path: string): Failure {
  const code = findErrorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return { reason: 'not-found', message: `There is no folder or .tgz ${path}.` };
  if (code === 'EACCES' || code === 'EPERM')
    return { reason: 'unauthorized', message: `${path} may not be read.` };
  throw error;
}

async function readTgz(path: string, limits: Limits) {
  const stream = createReadStream(path);
  const reading = await readArchive(stream, { extractor: SCHEME, limits, topFolder: 'strip' });
  stream.destroy();
  return reading;
}

async function read(path: string, limits: Limits) {
  const found = await stat(path);
  if (found.isDirectory()) return readFolder(path, SCHEME, limits);
  if (found.isFile() && ARCHIVE.test(path)) return readTgz(path, limits);
  const message = `${path} is neither a folder nor a .tgz.`;
  return { kind: 'refused', reason: 'not-found', message } as const;
}

/** `local:path` of a folder, or of a `.tgz` as `npm pack` writes it. Always read anew: a folder has no version. */
export function createLocalSource({ limits }: Pick<SourceSettings, 'limits'>): Source {
  async function fetch(origin: Origin): Promise<Fetched> {
    const path = origin.id.slice(`${SCHEME}:`.length);
    const reading = await read(path, limits).catch((error: unknown) => ({
      kind: 'refused' as const,
      ...explain(error, path),
    }));
    if (reading.kind === 'refused') return skipWhole(SCHEME, reading);
    const ref = { origin: origin.id, ref: null, integrity: null, builtFrom: null };
    const snapshot = { ref, ...createFileTree(reading.files), skipped: reading.skipped };
    return { kind: 'snapshot', snapshot, etag: null };
  }
  return { scheme: SCHEME, fetch };
}
