import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url));

/** What a developer's own shell may set, and what would change what a run does or says. */
const FOREIGN = /^(GITHUB_|ANTHROPIC_|TOOLRISK_|SITE_URL$|BASE_PATH$|REPOSITORY_URL$|VITEST|NODE_OPTIONS$)/;

/** One finished run of the command line. */
export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return { ...Object.fromEntries(own), ...settings };
}

/** Runs `toolrisk` in a process of its own, as a person would, with nothing but `settings` of its own variables. */
export async function runToolrisk(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Run> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const [code, stdout, stderr] = await Promise.all([ended, buffer(child.stdout), buffer(child.stderr)]);
  return { code, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** A catalogue and its site in a folder of their own. */
export interface Published {
  run: Run;
  /** Path of the database. */
  catalogue: string;
  /** Folder of the pages. */
  site: string;
  remove(): Promise<void>;
}

/** Crawls, classifies and builds one source into an empty catalogue. Whether that worked is for the caller to ask of `run`. */
export async function publishSource(
  source: string,
  settings: Readonly<Record<string, string>>,
): Promise<Published> {
  const folder = await mkdtemp(join(tmpdir(), 'toolrisk-pipeline-'));
  const catalogue = join(folder, 'catalog.db');
  const site = join(folder, 'site');
  const run = await runToolrisk(['refresh', source, '--catalogue', catalogue, '--out', site], settings);
  return { run, catalogue, site, remove: () => rm(folder, { recursive: true }) };
}
