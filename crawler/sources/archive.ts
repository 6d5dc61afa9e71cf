import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import type { Skip, SkipReason } from '#data/schema/skip.ts';
import { type Collection, createCollection } from './collection.ts';
import { parseEntryPath } from './entry-path.ts';
import type { Limits } from './limits.ts';
import { ARCHIVE_HEAD_BYTES, findCommit } from './pax-comment.ts';
import { isIrrelevant } from './relevance.ts';

/** What an archive held, or why it was refused as a whole. */
export type ArchiveReading =
  | {
      kind: 'files';
      files: ReadonlyMap<string, string>;
      skipped: Skip[];
      /** The commit of a `git archive`, from its pax header; null where it has none. */
      commit: string | null;
      /** The first folder that a kept file stands in; null where there is none. */
      topFolder: string | null;
    }
  | { kind: 'refused'; reason: SkipReason; message: string };

type Refusal = Extract<ArchiveReading, { kind: 'refused' }>;

export interface ArchiveOptions {
  /** Who signs the skips. */
  extractor: string;
  limits: Limits;
  /** Whether the first folder is taken off every path, whatever it is called, as npm does. */
  topFolder: 'strip' | 'keep';
}

/** One archive on its way through: what is kept of it, and the refusal that ended it. */
interface Passage {
  collection: Collection;
  options: ArchiveOptions;
  topFolder: string | null;
  entries: number;
  inflatedBytes: number;
  head: Buffer;
  refusal: Refusal | undefined;
  transportError: unknown;
}

function refuse(passage: Passage, reason: SkipReason, message: string): Error {
  passage.refusal = { kind: 'refused', reason, message };
  return new Error(message);
}

/** Hands on the archive's bytes, and remembers it when they stop coming: that is not the archive's fault. */
async function* readBytes(compressed: Readable, passage: Passage): AsyncGenerator<Buffer> {
  try {
    yield* compressed.iterator({ destroyOnReturn: false });
  } catch (error) {
    passage.transportError = error;
    throw error;
  }
}

function measureInflated(passage: Passage): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passage.inflatedBytes += chunk.length;
      if (passage.head.length < ARCHIVE_HEAD_BYTES) passage.head = Buffer.concat([passage.head, chunk]);
      if (passage.inflatedBytes <= passage.options.limits.inflatedBytes) done(null, chunk);
      else
        done(
          refuse(
            passage,
            'snapshot-too-large',
            `The archive inflates to over ${passage.options.limits.inflatedBytes} bytes.`,
          ),
        );
    },
  });
}

const LINKS: ReadonlySet<unknown> = new Set(['link', 'symlink']);
const FILES: ReadonlySet<unknown> = new Set(['file', 'contiguous-file']);

/** Why an entry of a plain path is not read; undefined where it is. */
function findObstacle(header: Header, path: string, passage: Passage): [SkipReason, string] | undefined {
  const { limits, topFolder } = passage.options;
  if (LINKS.has(header.type)) return ['link', 'Links are not followed.'];
  if (!FILES.has(header.type)) return ['unsafe-path', 'It is not a regular file.'];
  if (topFolder === 'strip' && !path.includes('/'))
    return ['unsafe-path', 'It stands outside the top folder.'];
  return header.size > limits.fileBytes
    ? ['file-too-large', `The file has ${header.size} bytes.`]
    : undefined;
}

/** The path under which an entry is to be read; undefined where it is left out, with its Skip where one is due. */
function admitEntry(header: Header, passage: Passage): string | undefined {
  if (header.type === 'directory') return undefined;
  const { collection, options } = passage;
  const entry = parseEntryPath(header.name, options.limits.pathLength);
  if (entry.kind === 'unsafe') {
    collection.refuse(entry.shown, 'unsafe-path', entry.why);
    return undefined;
  }
  if (isIrrelevant(entry.path)) return undefined;
  const slash = entry.path.indexOf('/');
  const path = options.topFolder === 'strip' ? entry.path.slice(slash + 1) : entry.path;
  const obstacle = findObstacle(header, entry.path, passage);
  if (obstacle !== undefined) {
    collection.refuse(path, ...obstacle);
    return undefined;
  }
  if (slash > 0) passage.topFolder ??= entry.path.slice(0, slash);
  return path;
}

function collectEntries(passage: Passage) {
  const { collection, options } = passage;
  const { limits } = options;
  const tar = extract();
  tar.on('entry', (header, body, next) => {
    // A broken body also ends the pipeline, which reports it.
    body.on('error', () => undefined);
    passage.entries += 1;
    if (passage.entries > limits.entries)
      return next(refuse(passage, 'too-many-files', `The archive has over ${limits.entries} entries.`));
    const path = admitEntry(header, passage);
    const chunks: Uint8Array[] = [];
    body.on('data', (chunk) => {
      if (path !== undefined && chunk instanceof Uint8Array) chunks.push(chunk);
    });
    body.on('end', () => {
      const fits = path === undefined || collection.keep(path, Buffer.concat(chunks));
      next(
        fits
          ? null
          : refuse(passage, 'snapshot-too-large', `The archive has over ${limits.keptBytes} bytes of text.`),
      );
    });
  });
  return tar;
}

/**
 * Reads a gzipped tar stream into memory, never onto disk. Whatever the archive holds, the answer is a value; the one error thrown
 * is the stream's own, when it breaks off before its end. After a refusal the stream is left where it stopped: the caller destroys it.
 */
export async function readArchive(compressed: Readable, options: ArchiveOptions): Promise<ArchiveReading> {
  const passage: Passage = {
    collection: createCollection(options.extractor, options.limits),
    options,
    topFolder: null,
    entries: 0,
    inflatedBytes: 0,
    head: Buffer.alloc(0),
    refusal: undefined,
    transportError: undefined,
  };
  try {
    await pipeline(
      readBytes(compressed, passage),
      createGunzip(),
      measureInflated(passage),
      collectEntries(passage),
    );
  } catch (error) {
    if (passage.transportError !== undefined) throw passage.transportError;
    return passage.refusal ?? { kind: 'refused', reason: 'broken-archive', message: describeBreak(error) };
  }
  const { collection, head, topFolder } = passage;
  const skipped = collection.listSkips();
  return { kind: 'files', files: collection.files, skipped, commit: findCommit(head), topFolder };
}

function describeBreak(error: unknown): string {
  return `It is not a readable gzipped tar: ${error instanceof Error ? error.message : String(error)}.`;
}
