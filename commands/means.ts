import { availableParallelism } from 'node:os';
import type { Means } from '#crawler/crawl.ts';
import {
  createExtractPool,
  EXTRACT_WORKER,
  type ExtractPool,
  type PoolLimits,
} from '#crawler/extract-pool.ts';
import { describeInputs, hasInputs } from '#crawler/reading-inputs.ts';
import type { FileTree } from '#crawler/snapshot.ts';
import { createSources } from '#crawler/sources/index.ts';
import type { Extracted } from '#data/schema/extraction.ts';
import { findExtraction, putExtraction } from '#data/store/extractions.ts';
import type { Store } from '#data/store/open.ts';
import type { Settings } from './settings.ts';

/**
 * Reading keeps a core busy; more processes than cores would only wait for each other and hold memory. The time is by the clock, several
 * times what the largest package known takes, for a machine may be busy with other things.
 */
const POOL: PoolLimits = {
  processes: Math.min(availableParallelism(), 8),
  timeoutMs: 300_000,
  memoryMb: 1_500,
};

interface Reader {
  pool: ExtractPool;
  store: Store;
}

/** An equal tree, whatever its commit, has been read already. */
async function extractOnce(tree: FileTree, origin: string, { pool, store }: Reader): Promise<Extracted> {
  const known = await findExtraction(store, origin);
  if (known && hasInputs(tree, known.inputs)) return known.extracted;
  const { extracted, read } = await pool.extract(tree);
  if (read) await putExtraction(store, { origin, inputs: describeInputs(tree, read), extracted });
  return extracted;
}

/** Gives what a crawl works with, and puts it away afterwards. With a store, readings are kept there and used again. */
export async function withMeans<T>(
  settings: Settings,
  store: Store | null,
  use: (means: Means) => Promise<T>,
): Promise<T> {
  const environment = settings.sources.npmEnvironment;
  const pool = createExtractPool(POOL, { worker: EXTRACT_WORKER, environment });
  const fetching = { sources: createSources(settings.sources), unreachable: new Map() };
  async function extract(tree: FileTree, key: string): Promise<Extracted> {
    return store ? extractOnce(tree, key, { pool, store }) : (await pool.extract(tree)).extracted;
  }
  try {
    return await use({ fetching, extract });
  } finally {
    await pool.close();
  }
}
