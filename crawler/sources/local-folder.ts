import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Skip } from '#data/schema/skip.ts';
import { type Collection, createCollection } from './collection.ts';
import { parseEntryPath } from './entry-path.ts';
import { type Failure, findErrorCode } from './far-side.ts';
import type { Limits } from './limits.ts';
import { isBuildOutput, isIrrelevant, isIrrelevantFolder } from './relevance.ts';

export type FolderReading =
  | { kind: 'files'; files: ReadonlyMap<string, string>; skipped: Skip[] }
  | ({ kind: 'refused' } & Failure);

/** One folder on its way into memory. */
interface Walk {
  root: string;
  limits: Limits;
  collection: Collection;
  entries: number;
  refusal: Failure | undefined;
}

/** The bytes of a file; undefined where this user may not read it or it went away meanwhile, with its Skip. */
async function readBytes(path: string, { root, collection, limits }: Walk): Promise<Uint8Array | undefined> {
  try {
    const { size } = await stat(join(root, path));
    if (size <= limits.fileBytes) return await readFile(join(root, path));
    collection.refuse(path, 'file-too-large', `The file has ${size} bytes.`);
  } catch (error) {
    collection.refuse(path, 'unauthorized', `The file cannot be read (${findErrorCode(error)}).`);
  }
  return undefined;
}

async function takeFile(path: string, walk: Walk): Promise<void> {
  const bytes = await readBytes(path, walk);
  if (bytes !== undefined && !walk.collection.keep(path, bytes)) {
    const message = `The folder has over ${walk.limits.keptBytes} bytes of text.`;
    walk.refusal = { reason: 'snapshot-too-large', message };
  }
}

async function takeEntry(entry: Dirent, parent: string, walk: Walk): Promise<void> {
  const named = parseEntryPath(`${parent}${entry.name}`, walk.limits.pathLength);
  if (named.kind === 'unsafe') walk.collection.refuse(named.shown, 'unsafe-path', named.why);
  else if (entry.isDirectory()) await takeFolder(`${named.path}/`, walk);
  else if (isIrrelevant(named.path)) return;
  else if (entry.isSymbolicLink()) walk.collection.refuse(named.path, 'link', 'Links are not followed.');
  else if (entry.isFile()) await takeFile(named.path, walk);
  else walk.collection.refuse(named.path, 'unsafe-path', 'It is not a regular file.');
}

async function listFolder(folder: string, { root, collection }: Walk): Promise<Dirent[]> {
  try {
    return await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder === '') throw error;
    collection.refuse(folder, 'unauthorized', `The folder cannot be read (${findErrorCode(error)}).`);
    return [];
  }
}

async function takeFolder(folder: string, walk: Walk): Promise<void> {
  const listed = await listFolder(folder, walk);
  const names = new Set(listed.map(({ name }) => name));
  const entries = listed
    .filter((entry) => !isIrrelevantFolder(entry.name))
    .filter((entry) => !(entry.isDirectory() && isBuildOutput(entry.name, names)));
  walk.entries += entries.length;
  if (walk.entries > walk.limits.entries) {
    const message = `The folder has over ${walk.limits.entries} entries.`;
    walk.refusal = { reason: 'too-many-files', message };
  }
  for (const entry of entries) {
    if (walk.refusal !== undefined) return;
    await takeEntry(entry, folder, walk);
  }
}

/** Reads a folder of this machine by the rules of archives: nothing outside it, no link followed. Rejects where the folder is not there. */
export async function readFolder(root: string, extractor: string, limits: Limits): Promise<FolderReading> {
  const collection = createCollection(extractor, limits);
  const walk: Walk = { root, limits, collection, entries: 0, refusal: undefined };
  await takeFolder('', walk);
  if (walk.refusal !== undefined) return { kind: 'refused', ...walk.refusal };
  return { kind: 'files', files: collection.files, skipped: collection.listSkips() };
}
