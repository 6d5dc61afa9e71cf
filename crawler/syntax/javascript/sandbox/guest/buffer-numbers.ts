// Numbers in bytes, as Node's Buffer reads and writes them: https://nodejs.org/api/buffer.html#bufreadint16beoffset

/** By the name in `buffer.readInt16BE()`: the name in `view.getInt16()`, and the bytes that one takes. */
const KINDS: readonly [string, string, number][] = [
  ['Int8', 'Int8', 1],
  ['UInt8', 'Uint8', 1],
  ['Int16', 'Int16', 2],
  ['UInt16', 'Uint16', 2],
  ['Int32', 'Int32', 4],
  ['UInt32', 'Uint32', 4],
  ['Float', 'Float32', 4],
  ['Double', 'Float64', 8],
  ['BigInt64', 'BigInt64', 8],
  ['BigUInt64', 'BigUint64', 8],
];

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);
const call = (view: DataView, method: string, args: unknown[]): unknown =>
  Reflect.apply(Reflect.get(view, method), view, args);

/** Gives a kind of byte array the methods of every kind of number, in both orders of bytes and both ways of writing `UInt`. */
export function defineNumbers(prototype: Uint8Array): void {
  const define = (name: string, value: (this: Uint8Array, ...args: never[]) => unknown) => {
    for (const each of [name, name.replace('UInt', 'Uint')])
      Object.defineProperty(prototype, each, { value, writable: true, configurable: true });
  };
  for (const [name, kind, size] of KINDS)
    for (const order of size === 1 ? [''] : ['LE', 'BE']) {
      const little = order === 'LE';
      define(`read${name}${order}`, function (offset = 0) {
        return call(viewOf(this), `get${kind}`, [offset, little]);
      });
      define(`write${name}${order}`, function (value: number | bigint, offset = 0) {
        call(viewOf(this), `set${kind}`, [offset, value, little]);
        return offset + size;
      });
    }
}
