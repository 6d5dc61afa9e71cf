// https://developers.cloudflare.com/workers/wrangler/configuration/: a worker is started at the `main` of its configuration
import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import type { FileTree } from '../../snapshot.ts';
import { joinPath, parseLooseJson } from '../../syntax/javascript/modules/manifest.ts';

const Configuration = z.object({ main: z.string() });
const NAMES = ['wrangler.jsonc', 'wrangler.json', 'wrangler.toml'];

function parseTomlText(text: string): unknown {
  try {
    return parseToml(text);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** The `main` of a folder's worker, relative to the folder; undefined where there is none or its configuration cannot be read. */
export function findWorkerMain(folder: string, tree: FileTree): string | undefined {
  for (const name of NAMES) {
    const text = tree.readFile(joinPath(folder, name));
    if (text === undefined) continue;
    const parsed = Configuration.safeParse(
      name.endsWith('.toml') ? parseTomlText(text) : parseLooseJson(text),
    );
    return parsed.success ? parsed.data.main : undefined;
  }
  return undefined;
}
