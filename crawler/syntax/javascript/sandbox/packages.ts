// Packages that are linked in for real, because what they make of a schema is what a client sees.
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../modules/manifest.ts';

/** Modules that may be imported from them, by the name the program uses. */
const REAL = new Set([
  'zod-to-json-schema',
  '@sinclair/typebox',
  '@sinclair/typebox/value',
  '@sinclair/typebox/compiler',
  'valibot',
  '@valibot/to-json-schema',
  'dedent',
]);
const ALIASES = new Map([
  ['typebox', '@sinclair/typebox'],
  ['ts-dedent', 'dedent'],
  ['zod/v4/mini', 'zod/mini'],
  ['zod/v4-mini', 'zod/mini'],
]);
const OF_ZOD = /^zod\/(?:v3|v4|mini|v4\/core|v4\/mini|v4-mini)$/;

/** Whether a package asks for the third generation of zod. Without a range the fourth is what an installation brings. */
function wantsThird(manifest: Manifest | undefined): boolean {
  const range = manifest?.dependencies?.zod ?? manifest?.devDependencies?.zod;
  return typeof range === 'string' && /^\D*[123](?:\.|$)/.test(range) && !/\|\|\s*\D*4/.test(range);
}

const locate = (name: string) => fileURLToPath(import.meta.resolve(name));

/** The file of a module that is linked in for real; undefined for all others. */
export function findPackage(name: string, importer: Manifest | undefined): string | undefined {
  const known = ALIASES.get(name) ?? name;
  if (known === 'zod') return locate(wantsThird(importer) ? 'zod3' : 'zod');
  if (known === 'zod/v3') return locate('zod3/v3');
  return REAL.has(known) || OF_ZOD.test(known) ? locate(known) : undefined;
}
