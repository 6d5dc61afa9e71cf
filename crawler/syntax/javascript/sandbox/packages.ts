// Packages that are linked in for real, because what they make of a schema is what a client sees.
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../modules/manifest.ts';

const zod = (): string => import.meta.resolve('zod');
const zod3 = (): string => import.meta.resolve('zod3');
const mini = (): string => import.meta.resolve('zod/mini');
const typebox = (): string => import.meta.resolve('@sinclair/typebox');
const dedent = (): string => import.meta.resolve('dedent');

/** Where their modules are, by the names that programs use. */
const REAL = new Map<string, () => string>([
  ['zod/v3', () => import.meta.resolve('zod3/v3')],
  ['zod/v4', () => import.meta.resolve('zod/v4')],
  ['zod/v4/core', () => import.meta.resolve('zod/v4/core')],
  ['zod/mini', mini],
  ['zod/v4/mini', mini],
  ['zod/v4-mini', mini],
  ['zod-to-json-schema', () => import.meta.resolve('zod-to-json-schema')],
  ['typebox', typebox],
  ['@sinclair/typebox', typebox],
  ['@sinclair/typebox/value', () => import.meta.resolve('@sinclair/typebox/value')],
  ['@sinclair/typebox/compiler', () => import.meta.resolve('@sinclair/typebox/compiler')],
  ['valibot', () => import.meta.resolve('valibot')],
  ['@valibot/to-json-schema', () => import.meta.resolve('@valibot/to-json-schema')],
  ['dedent', dedent],
  ['ts-dedent', dedent],
]);

/** Whether a package asks for the third generation of zod. Without a range the fourth is what an installation brings. */
function wantsThird(manifest: Manifest | undefined): boolean {
  const range = manifest?.dependencies?.zod ?? manifest?.devDependencies?.zod;
  return typeof range === 'string' && /^\D*[123](?:\.|$)/.test(range) && !/\|\|\s*\D*4/.test(range);
}

/** The file of a module that is linked in for real; undefined for all others. */
export function findPackage(name: string, importer: Manifest | undefined): string | undefined {
  const locate = name === 'zod' ? (wantsThird(importer) ? zod3 : zod) : REAL.get(name);
  return locate && fileURLToPath(locate());
}
