import type { Skip, SkipReason } from '#data/schema/skip.ts';
import type { Limits } from './limits.ts';

/** Text files on their way into a snapshot, and what was refused, within limits. */
export interface Collection {
  readonly files: ReadonlyMap<string, string>;
  /** Keeps a file; a second one of the same path replaces the first, as unpacking would. False once the kept text is over its limit. */
  keep(path: string, bytes: Uint8Array): boolean;
  refuse(path: string, reason: SkipReason, message: string): void;
  /** Every refusal, sorted by path; beyond the limit of a reason one Skip counts the rest. */
  listSkips(): Skip[];
}

/** Text of a file; undefined where it is binary: a NUL byte, or not UTF-8. */
function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // the only error a decoder has: these bytes are not text
  }
}

const bySkip = (a: Skip, b: Skip): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : a.reason < b.reason ? -1 : 1;

/** An empty collection; `extractor` is who signs its refusals. */
export function createCollection(extractor: string, limits: Limits): Collection {
  const files = new Map<string, string>();
  const refusals = new Map<SkipReason, { kept: Skip[]; more: number }>();
  let keptBytes = 0;

  function refuse(path: string, reason: SkipReason, message: string): void {
    const refusal = refusals.get(reason) ?? { kept: [], more: 0 };
    refusals.set(reason, refusal);
    if (refusal.kept.length < limits.skipsPerReason) refusal.kept.push({ path, extractor, reason, message });
    else refusal.more += 1;
  }

  function keep(path: string, bytes: Uint8Array): boolean {
    const text = decodeText(bytes);
    if (text === undefined) {
      refuse(path, 'binary', 'It is not a text file.');
      return true;
    }
    keptBytes += bytes.byteLength;
    files.set(path, text);
    return keptBytes <= limits.keptBytes;
  }

  function listSkips(): Skip[] {
    const counted = [...refusals].flatMap(([reason, { kept, more }]) =>
      more === 0
        ? kept
        : [...kept, { path: '', extractor, reason, message: `${more} more were left out for this reason.` }],
    );
    return counted.sort(bySkip);
  }

  return { files, keep, refuse, listSkips };
}
