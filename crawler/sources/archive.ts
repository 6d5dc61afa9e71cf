import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import type { Skip, SkipReason } from '#data/schema/skip.ts';
import { type Admission, type ArchiveEntry, admitEntry } from './admit-entry.ts';
import { type Collection, createCollection } from './collection.ts';
import { ARCHIVE_HEAD_BYTES, findCommit } from './pax-comment.ts';

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

export interface ArchiveOptions extends Admission {
  /** Who signs the skips. */
  extractor: string;
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

const KINDS: ReadonlyMap<unknown, ArchiveEntry['kind']> = new Map([
  ['file', 'file'],
  ['contiguous-file', 'file'],
  ['directory', 'folder'],
  ['link', 'link'],
  ['symlink', 'link'],
]);

const toEntry = ({ name, type, size }: Header): ArchiveEntry => ({
  name,
  kind: KINDS.get(type) ?? 'other',
  size: Number(size),
});

/** The path under which an entry is to be read; undefined where it is left out. */
function admit(header: Header, passage: Passage): string | undefined {
  const admitted = admitEntry(toEntry(header), passage.collection, passage.options);
  passage.topFolder ??= admitted?.topFolder ?? null;
  return admitted?.path;
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
    const path = admit(header, passage);
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
