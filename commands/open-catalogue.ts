import type { Catalogue } from './context.ts';

type Use<T> = (catalogue: Catalogue) => Promise<T>;

async function openCatalogue<T>(path: string, options: { readonly: boolean }, use: Use<T>): Promise<T> {
  const { openStore } = await import('#data/store/open.ts');
  const store = openStore(path, options);
  try {
    return await use({ store, path });
  } finally {
    await store.destroy();
  }
}

export const withCatalogue = <T>(path: string, use: Use<T>) => openCatalogue(path, { readonly: false }, use);

/** For commands that only read: a catalogue that is not there is an error, not a new empty one. */
export const readCatalogue = <T>(path: string, use: Use<T>) => openCatalogue(path, { readonly: true }, use);
