// Text and bytes: UTF-8, base64 and hexadecimal, TextEncoder and Node's Buffer.
import { defineNumbers } from './buffer-numbers.ts';

const utf8Encode = (text: string): Uint8Array<ArrayBuffer> => {
  const escaped = encodeURIComponent(text.toWellFormed()).replace(/%(..)/g, (_all, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Uint8Array.from(escaped, (char) => char.charCodeAt(0));
};

const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

function utf8Decode(bytes: Uint8Array): string {
  const text = latin1(bytes);
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replace(/[%\x80-\xff]/g, (char) => `%${char.charCodeAt(0).toString(16)}`));
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64Encode(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const four = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63)).join('');
    text += four.slice(0, Math.min(4, bytes.length - at + 1)).padEnd(4, '=');
  }
  return text;
}

function base64Decode(text: string): Uint8Array<ArrayBuffer> {
  const digits = [...text.replace(/-/g, '+').replace(/_/g, '/')]
    .map((char) => ALPHABET.indexOf(char))
    .filter((digit) => digit >= 0);
  const bytes: number[] = [];
  for (let at = 0; at + 1 < digits.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = digits.slice(at, at + 4);
    const bits = (a << 18) | (b << 12) | (c << 6) | d;
    bytes.push((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
  }
  return Uint8Array.from(bytes.slice(0, Math.floor((digits.length * 6) / 8)));
}

export const btoa = (text: string): string =>
  base64Encode(Uint8Array.from(String(text), (char) => char.charCodeAt(0)));
export const atob = (text: string): string => latin1(base64Decode(String(text)));

export class TextEncoder {
  readonly encoding = 'utf-8';
  encode(text = ''): Uint8Array {
    return utf8Encode(String(text));
  }
}

export class TextDecoder {
  readonly encoding = 'utf-8';
  decode(bytes?: Uint8Array | ArrayBuffer): string {
    if (bytes === undefined) return '';
    return utf8Decode(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes).replace(/^\uFEFF/, '');
  }
}

function encode(text: string, encoding: string): Uint8Array<ArrayBuffer> {
  if (encoding === 'hex')
    return Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
  if (encoding.startsWith('base64')) return base64Decode(text);
  if (/^(latin1|binary|ascii)$/.test(encoding))
    return Uint8Array.from(text, (char) => char.charCodeAt(0) & 255);
  return utf8Encode(text);
}

function decode(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (encoding === 'base64') return base64Encode(bytes);
  if (encoding === 'base64url')
    return base64Encode(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  return /^(latin1|binary|ascii)$/.test(encoding) ? latin1(bytes) : utf8Decode(bytes);
}

const viewOf = (bytes: Uint8Array<ArrayBuffer>): Bytes =>
  new Bytes(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Bytes of what the old constructor took: a text, a size, or bytes. https://nodejs.org/api/buffer.html#new-bufferstring-encoding */
const fromAnything = ([value, encoding]: readonly unknown[]): Bytes =>
  typeof value === 'number' ? Bytes.alloc(value) : Bytes.from(value, encoding);

/** https://nodejs.org/api/buffer.html, as much of it as set-up code uses */
class Bytes extends Uint8Array<ArrayBuffer> {
  static override from(value: unknown, encoding?: unknown): Bytes {
    if (typeof value === 'string')
      return viewOf(encode(value, typeof encoding === 'string' ? encoding : 'utf8'));
    if (value instanceof ArrayBuffer) return new Bytes(value);
    return viewOf(Uint8Array.from(Array.isArray(value) || value instanceof Uint8Array ? value : []));
  }
  static alloc(size: number, fill: unknown = 0): Bytes {
    return viewOf(new Uint8Array(size)).fill(fill);
  }
  static allocUnsafe(size: number): Bytes {
    return viewOf(new Uint8Array(size));
  }
  static allocUnsafeSlow(size: number): Bytes {
    return viewOf(new Uint8Array(size));
  }
  static isEncoding(value: unknown): boolean {
    return /^(?:utf-?8|utf-?16le|ucs-?2|hex|base64(?:url)?|latin1|binary|ascii)$/i.test(String(value));
  }
  static compare(left: Uint8Array, right: Uint8Array): number {
    return Bytes.from(left).compare(right);
  }
  static isBuffer(value: unknown): boolean {
    return value instanceof Bytes;
  }
  static byteLength(value: unknown): number {
    return typeof value === 'string'
      ? utf8Encode(value).length
      : value instanceof Uint8Array
        ? value.length
        : 0;
  }
  static concat(parts: readonly Uint8Array[]): Bytes {
    const whole = viewOf(new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0)));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
  override toString(encoding = 'utf8', start = 0, end = this.length): string {
    return decode(super.subarray(start, end), encoding);
  }
  toJSON(): object {
    return { type: 'Buffer', data: Array.from(this) };
  }
  override slice(start?: number, end?: number): Bytes {
    return this.subarray(start, end);
  }
  override subarray(start?: number, end?: number): Bytes {
    return viewOf(new Uint8Array(this.buffer, this.byteOffset, this.length).subarray(start, end));
  }
  override indexOf(value: unknown, from = 0): number {
    if (typeof value === 'number') return super.indexOf(value, from);
    return latin1(this).indexOf(latin1(Bytes.from(value)), from);
  }
  override includes(value: unknown, from = 0): boolean {
    return this.indexOf(value, from) >= 0;
  }
  equals(other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, index) => byte === other[index]);
  }
  compare(other: Uint8Array): number {
    const [own, theirs] = [latin1(this), latin1(other)];
    return own === theirs ? 0 : own < theirs ? -1 : 1;
  }
  copy(target: Uint8Array, at = 0, start = 0, end = this.length): number {
    const part = this.subarray(start, Math.min(end, start + target.length - at));
    target.set(part, at);
    return part.length;
  }
  override fill(value: unknown, start = 0, end = this.length): this {
    const bytes = typeof value === 'number' ? [value & 255] : Bytes.from(value);
    if (bytes.length === 1) return super.fill(bytes[0] ?? 0, start, end);
    for (let at = start; at < end; at++) this[at] = bytes[(at - start) % bytes.length] ?? 0;
    return this;
  }
  write(text: string, offset = 0): number {
    const bytes = utf8Encode(text).subarray(0, this.length - offset);
    this.set(bytes, offset);
    return bytes.length;
  }
}
defineNumbers(Bytes.prototype);

/** Old code calls it, and constructs it of what is no memory. */
export const Buffer: typeof Bytes = new Proxy(Bytes, {
  apply: (_target, _self, args) => fromAnything(args),
  construct: (target, args, newTarget): object =>
    newTarget === Buffer && !(args[0] instanceof ArrayBuffer)
      ? fromAnything(args)
      : Reflect.construct(target, args, newTarget === Buffer ? target : newTarget),
});
