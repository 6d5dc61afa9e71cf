import { crc32, deflateRawSync } from 'node:zlib';
import type { TarEntry } from './tarball.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8 = 0x0800;
const DEFLATED = 8;
const UNIX_FILE = 0o100644;
const UNIX_LINK = 0o120777;

/** The fields that a local header and one of the central directory share. */
function makeFields(content: Buffer, packed: Buffer, name: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

const signed = (signature: number, ...parts: Buffer[]): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(signature);
  return Buffer.concat([head, ...parts]);
};

function makeEntry({ path, content = '', header }: TarEntry, offset: number) {
  const bytes = Buffer.from(content);
  const packed = deflateRawSync(bytes);
  const name = Buffer.from(header?.name ?? path);
  const fields = makeFields(bytes, packed, name);
  const madeBy = Buffer.from([20, 3]);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(((header?.type === 'symlink' ? UNIX_LINK : UNIX_FILE) << 16) >>> 0, 6);
  place.writeUInt32LE(offset, 10);
  return {
    local: signed(LOCAL, fields, name, packed),
    central: signed(CENTRAL, madeBy, fields, place, name),
  };
}

/** A zip as wheels are: deflated, names in UTF-8, Unix modes. Takes what `makeTarball` takes. */
export async function makeZip(entries: readonly TarEntry[]): Promise<Buffer> {
  let locals = Buffer.alloc(0);
  let directory = Buffer.alloc(0);
  for (const entry of entries) {
    const { local, central } = makeEntry(entry, locals.length);
    locals = Buffer.concat([locals, local]);
    directory = Buffer.concat([directory, central]);
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(locals.length, 12);
  return Buffer.concat([locals, directory, signed(END, end)]);
}
