import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Seed } from './seed.ts';

/** What looking one name up gave. `unknown`: its host could not be asked. */
export interface Finding {
  id: string;
  outcome: 'found' | 'missing' | 'elsewhere' | 'unknown';
  says: string;
}

const run = promisify(execFile);
const TIMEOUT_MS = 30_000;

export const isWrong = ({ outcome }: Finding): boolean => outcome === 'missing' || outcome === 'elsewhere';

/** What `npm view` says of two fields: an object, or the bare version where there is no address. */
const View = z.union([
  z.object({ version: z.string(), 'repository.url': z.string() }),
  z.string().transform((version) => ({ version, 'repository.url': undefined })),
]);
const ViewError = z.object({ stdout: z.string() });
const isMissing = (error: unknown): boolean =>
  /"code":\s*"E404"/.test(ViewError.safeParse(error).data?.stdout ?? '');

/** `owner/name` of an address of GitHub, in lower case; undefined for any other. */
export function findRepository(address: string): string | undefined {
  return /github(?:\.com[/:]|:)([\w-]+\/[\w.-]+?)(?:\.git)?(?:[/#]|$)/.exec(address)?.[1]?.toLowerCase();
}

/** Whether a package says that it is made in the repository of its seed. One that says nothing is not contradicted. */
function compareRepository(seed: Seed, address: string | undefined): Finding['outcome'] {
  const stated = address === undefined ? undefined : findRepository(address);
  const expected = seed.github?.toLowerCase().split('/').slice(0, 2).join('/');
  return stated === undefined || expected === undefined || stated === expected ? 'found' : 'elsewhere';
}

/** By npm itself, so that its configuration holds; the crawler's own sources are another room's. */
async function lookUpPackage(seed: Seed, name: string): Promise<Finding> {
  const id = `npm:${name}`;
  try {
    const args = ['view', name, 'version', 'repository.url', '--json', '--loglevel=silent'];
    const { stdout } = await run('npm', args, { timeout: TIMEOUT_MS, shell: process.platform === 'win32' });
    const view = View.parse(JSON.parse(stdout));
    const outcome = compareRepository(seed, view['repository.url']);
    return { id, outcome, says: outcome === 'found' ? view.version : `is made in ${view['repository.url']}` };
  } catch (error) {
    const outcome = isMissing(error) ? 'missing' : 'unknown';
    return { id, outcome, says: outcome === 'missing' ? 'is not there' : 'could not be asked for' };
  }
}

async function lookUpAddress(id: string, url: string): Promise<Finding> {
  try {
    const { ok, status } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (ok) return { id, outcome: 'found', says: 'is there' };
    if (status === 404) return { id, outcome: 'missing', says: 'is not there' };
    return { id, outcome: 'unknown', says: `was answered with ${status}` };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { id, outcome: 'unknown', says: `could not be asked for (${why})` };
  }
}

function lookUpRepository(github: string, archiveUrl: string): Promise<Finding> {
  const [owner, name] = github.split('/');
  return lookUpAddress(`github:${github}`, `${archiveUrl}/${owner}/${name}/tar.gz/HEAD`);
}

/** Bases without a trailing slash: of GitHub's archives, and of an index of Python packages. */
export interface Hosts {
  archiveUrl: string;
  indexUrl: string;
}

/** Looks the names of a seed up. Never throws: a host that cannot be asked is an unknown. */
export async function checkSeed(seed: Seed, { archiveUrl, indexUrl }: Hosts): Promise<Finding[]> {
  const lookUps: Promise<Finding>[] = [];
  if (seed.github !== undefined) lookUps.push(lookUpRepository(seed.github, archiveUrl));
  if (seed.npm !== undefined) lookUps.push(lookUpPackage(seed, seed.npm));
  if (seed.pypi !== undefined) lookUps.push(lookUpAddress(`pypi:${seed.pypi}`, `${indexUrl}/${seed.pypi}/`));
  return Promise.all(lookUps);
}
