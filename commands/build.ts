import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { publish } from '#data/publish.ts';
import { hashOf } from '#data/store/hash.ts';
import type { Store } from '#data/store/open.ts';
import { type Catalogue, type Context, ROOT } from './context.ts';

/** What a site is made of beside the catalogue: a change to any of these makes every page again. */
const SOURCES =
  '{site/{src,public}/**/*,site/*.ts,classifier/policies/**/*,data/**/*.{ts,yml,json},package-lock.json}';
const STAMP = '.toolrisk-build';

function hashSources(): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: ROOT, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

async function hashCatalogue(store: Store): Promise<string> {
  const servers = await store.selectFrom('servers').selectAll().orderBy('id').execute();
  const tools = await store
    .selectFrom('tools')
    .leftJoin('classifications', 'classifications.tool_id', 'tools.id')
    .select(['tools.id', 'tools.definition_hash', 'tools.path', 'tools.start_line', 'tools.removed_at'])
    .select('classifications.input_hash')
    .orderBy('tools.id')
    .execute();
  const failures = await store
    .selectFrom('checks')
    .select(['server_id', 'outcome', 'message'])
    .orderBy('server_id')
    .execute();
  return hashOf({ servers, tools, failures: failures.filter((check) => check.outcome === 'failed') });
}

function astroBinary(): string {
  return join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin', 'astro.mjs');
}

/** Astro runs in a process of its own: its memory ends with it, and a crash in it is one clear error here. */
async function runAstro(outDir: string, catalogue: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [astroBinary(), 'build', '--root', join(ROOT, 'site'), '--outDir', outDir],
    {
      env: { ...process.env, TOOLRISK_CATALOG: resolve(catalogue), ASTRO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const tail: string[] = [];
  const keep = (chunk: Buffer) => void tail.push(chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`The site could not be built:\n${tail.join('').slice(-4000)}`);
}

/** Builds the site and the open data into `out`, unless neither the catalogue nor the site's own files changed since. */
export async function buildSite(
  { store, path }: Catalogue,
  out: string,
  context: Context,
): Promise<'built' | 'unchanged'> {
  const stamp = join(out, STAMP);
  const { site } = context.settings;
  const wanted = hashOf({ sources: hashSources(), catalogue: await hashCatalogue(store), site });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 'unchanged';
  context.progress.say('Building the site …');
  await runAstro(out, path);
  await publish(store, join(out, 'data'));
  writeFileSync(stamp, wanted);
  return 'built';
}
