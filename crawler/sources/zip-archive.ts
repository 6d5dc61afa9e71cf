import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { type ArchiveEntry, admitEntry } from './admit-entry.ts';
import type { ArchiveOptions, ArchiveReading } from './archive.ts';
import { type Collection, createCollection } from './collection.ts';

type Refusal = Extract<ArchiveReading, { kind: 'refused' }>;

const FILE_TYPE = 0o170000;
const LINK_TYPE = 0o120000;

/** The Unix mode stands in the upper half of the attributes (Info-ZIP's convention, which every maker of wheels follows). */
const isLink = ({ externalFileAttributes }: Entry): boolean =>
  ((externalFileAttributes >>> 16) & FILE_TYPE) === LINK_TYPE;

function kindOf(entry: Entry, name: string): ArchiveEntry['kind'] {
  if (name.endsWith('/')) return 'folder';
  if (isLink(entry)) return 'link';
  return entry.canDecodeFileData() ? 'file' : 'other';
}

/** yauzl would refuse a whole archive for one bad name; here a bad name costs its own entry. */
function toEntry(entry: Entry): ArchiveEntry {
  const { generalPurposeBitFlag, fileNameRaw, extraFields, uncompressedSize } = entry;
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  return { name, kind: kindOf(entry, name), size: uncompressedSize };
}

const tooLarge = (what: string): Refusal => ({
  kind: 'refused',
  reason: 'snapshot-too-large',
  message: what,
});

async function collectEntries(
  zip: ZipFile,
  collection: Collection,
  options: ArchiveOptions,
): Promise<Refusal | string | null> {
  const { limits } = options;
  let inflatedBytes = 0;
  let topFolder: string | null = null;
  for await (const entry of zip.eachEntry()) {
    inflatedBytes += entry.uncompressedSize;
    if (inflatedBytes > limits.inflatedBytes)
      return tooLarge(`The archive inflates to over ${limits.inflatedBytes} bytes.`);
    const admitted = admitEntry(toEntry(entry), collection, options);
    if (admitted === undefined) continue;
    topFolder ??= admitted.topFolder;
    const bytes = await buffer(await zip.openReadStreamPromise(entry));
    if (!collection.keep(admitted.path, bytes))
      return tooLarge(`The archive has over ${limits.keptBytes} bytes of text.`);
  }
  return topFolder;
}

/**
 * Reads a zip in memory, never onto disk, by the rules of `readArchive`. No entry inflates beyond the size that it states, and what
 * all of them state together is limited. Whatever the archive holds, the answer is a value.
 */
export async function readZip(bytes: Buffer, options: ArchiveOptions): Promise<ArchiveReading> {
  const collection = createCollection(options.extractor, options.limits);
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false });
    if (zip.entryCount > options.limits.entries) {
      const message = `The archive has over ${options.limits.entries} entries.`;
      return { kind: 'refused', reason: 'too-many-files', message };
    }
    const outcome = await collectEntries(zip, collection, options);
    if (outcome !== null && typeof outcome === 'object') return outcome;
    const skipped = collection.listSkips();
    return { kind: 'files', files: collection.files, skipped, commit: null, topFolder: outcome };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'refused', reason: 'broken-archive', message: `It is not a readable zip: ${why}.` };
  }
}
