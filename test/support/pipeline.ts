import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToolrisk } from './toolrisk.ts';

async function run(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<void> {
  const { code, stderr } = await runToolrisk(args, settings);
  if (code !== 0) throw new Error(`toolrisk ${args.join(' ')} ended with ${code}:\n${stderr}`);
}

/** A catalogue, and its site where one was built, in a folder of their own. */
export interface Workspace {
  /** Path of the database. */
  catalogue: string;
  /** Folder of the pages. */
  site: string;
  remove(): Promise<void>;
}

/** A folder that is gone again where filling it fails. */
async function makeWorkspace(fill: (workspace: Workspace) => Promise<void>): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'toolrisk-pipeline-'));
  const remove = () => rm(folder, { recursive: true });
  const workspace = { catalogue: join(folder, 'catalog.db'), site: join(folder, 'site'), remove };
  await fill(workspace).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return workspace;
}

/** Crawls and classifies one source into an empty catalogue, one command each. Throws where one of them fails. */
export function catalogueSource(
  source: string,
  settings: Readonly<Record<string, string>>,
): Promise<Workspace> {
  return makeWorkspace(async ({ catalogue }) => {
    await run(['crawl', source, '--catalogue', catalogue], settings);
    await run(['classify', '--catalogue', catalogue], settings);
  });
}

/** Crawls, classifies and builds one source into an empty catalogue. Throws where that fails. */
export function publishSource(
  source: string,
  settings: Readonly<Record<string, string>>,
): Promise<Workspace> {
  return makeWorkspace(({ catalogue, site }) =>
    run(['refresh', source, '--catalogue', catalogue, '--out', site], settings),
  );
}
