import { fileURLToPath, pathToFileURL } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));

/**
 * Leaves `#data/…` and `#classifier/…` out of the bundle: Node runs those rooms from their own files, so that what they read beside
 * themselves (word lists, migrations) is found whatever the folder the site is built into.
 */
export function externalRooms() {
  return {
    name: 'external-rooms',
    enforce: 'pre' as const,
    // A browser has no rooms: what runs there is bundled.
    applyToEnvironment: ({ name }: { name: string }) => name !== 'client',
    resolveId(source: string) {
      if (!/^#(data|classifier)\//.test(source)) return null;
      return { id: pathToFileURL(`${project}${source.slice(1)}`).href, external: true as const };
    },
  };
}
