import { openStore, type Store } from '#data/store/open.ts';

/** A catalogue in memory, closed afterwards. */
export async function withStore(use: (store: Store) => Promise<void>): Promise<void> {
  const store = openStore(':memory:');
  try {
    await use(store);
  } finally {
    await store.destroy();
  }
}
