import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

/** One entry of an archive to be made. `header` overrides what a plain file would have: type, linkname, name. */
export interface TarEntry {
  path: string;
  content?: string | Uint8Array;
  header?: Partial<Header>;
}

/** Text files by path, as the entries of an archive under one top folder. */
export function toEntries(files: Readonly<Record<string, string>>, topFolder: string): TarEntry[] {
  return Object.entries(files).map(([path, content]) => ({ path: `${topFolder}/${path}`, content }));
}

/** A tar archive, not compressed. */
export async function makeTar(entries: readonly TarEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { path, content = '', header } of entries)
    tar.entry({ name: path, mtime: new Date(0), ...header }, Buffer.from(content));
  tar.finalize();
  return buffer(tar);
}

/** A gzipped tar archive. */
export const makeTarball = async (entries: readonly TarEntry[]): Promise<Buffer> =>
  gzipSync(await makeTar(entries));

const BLOCK = 512;
const TYPE_FIELD = 156;

/** A gzipped tar as `git archive` writes it: a global pax header with the commit comes first. */
export async function makeGitArchive(entries: readonly TarEntry[], commit: string): Promise<Buffer> {
  return gzipSync(Buffer.concat([await makeGlobalHeader(commit), await makeTar(entries)]));
}

async function makeGlobalHeader(commit: string): Promise<Buffer> {
  const record = ` comment=${commit}\n`;
  const length = record.length + String(record.length + 2).length;
  const blocks = await makeTar([{ path: 'pax_global_header', content: `${length}${record}` }]);
  const header = blocks.subarray(0, 2 * BLOCK);
  header.write('g', TYPE_FIELD, 'latin1');
  header.fill(' ', 148, 156);
  const sum = header.subarray(0, BLOCK).reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}
