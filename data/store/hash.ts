import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256, in hex, over the canonical JSON (RFC 8785) of a value: equal values have equal hashes, whatever their key order. */
export function hashOf(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a hash');
  return sha256(text);
}
