import { afterEach, expect } from 'vitest';
import type { Fetched, Known } from '#crawler/sources/source.ts';
import type { Skip } from '#data/schema/skip.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

/** Closes what is given after the test. */
export function keepOpen<T extends { close(): Promise<void> }>(closable: T): T {
  opened.push(closable);
  return closable;
}

/** The snapshot that was fetched, its files by path, and what a later fetch would know of it. */
export function expectSnapshot(fetched: Fetched) {
  if (fetched.kind !== 'snapshot') throw new Error(`no snapshot: ${JSON.stringify(fetched)}`);
  const { snapshot, etag } = fetched;
  const files = Object.fromEntries(snapshot.listFiles().map((path) => [path, snapshot.readFile(path)]));
  const known: Known = { snapshot: snapshot.ref, etag };
  return { files, snapshot, known };
}

/** The skip that was given instead of a snapshot; its message is one sentence. */
export function expectSkip(fetched: Fetched): Skip {
  if (fetched.kind !== 'skip') throw new Error(`no skip: ${fetched.kind}`);
  expect(fetched.skip.message).toMatch(/^\S[^\n]{10,160}\.$/);
  return fetched.skip;
}
