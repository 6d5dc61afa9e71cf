import type { FileTree } from '../../snapshot.ts';
import { createResolver } from '../../syntax/javascript/modules/resolve.ts';
import { createProgram } from '../../syntax/javascript/program.ts';
import type { Extractor, Reading } from '../extractor.ts';
import { addTool } from './add-tool.ts';
import { directoryScan } from './directory-scan.ts';
import { findServerPackages, type ServerPackage } from './entries.ts';
import { runPackage } from './hermetic/run-package.ts';
import { findInDependency } from './in-dependency.ts';
import { jsonRpc } from './json-rpc.ts';
import { lowLevelList } from './low-level-list.ts';
import { type PackageReading, readPackage, type Sources } from './read-package.ts';
import { reconcile } from './reconcile.ts';
import { registerTool } from './register-tool.ts';
import { mergeServers } from './servers.ts';
import { toolCall } from './tool-call.ts';
import { toolDecorator } from './tool-decorator.ts';

/** In the order they are asked. */
const IDIOMS = [registerTool, toolCall, lowLevelList, addTool, toolDecorator, jsonRpc, directoryScan];

/** Packages that are run although their syntax trees told everything: in a workspace of fifty servers it would take a minute. */
const MAX_SURE = 12;

/** What the syntax trees of each package say, and what it registers when it runs. */
async function readBothWays(packages: readonly ServerPackage[], sources: Sources): Promise<PackageReading[]> {
  const readings: PackageReading[] = [];
  let sure = 0;
  for (const pkg of packages) {
    const reading = readPackage(pkg, IDIOMS, sources);
    const isSure = reading.server.completeness === 'complete';
    sure += Number(isSure);
    const names = reading.server.tools.map((tool) => tool.name);
    const runs = !isSure || sure <= MAX_SURE;
    readings.push(runs ? reconcile(reading, await runPackage(pkg, names, sources), sources) : reading);
  }
  return readings;
}

async function read(tree: FileTree): Promise<Reading> {
  const resolver = createResolver(tree);
  const packages = findServerPackages(tree, resolver);
  if (packages.length === 0) return findInDependency(tree, resolver);
  const program = await createProgram(tree);
  try {
    const sources = { tree, program, resolver };
    const { servers, skipped } = mergeServers(await readBothWays(packages, sources));
    if (servers.length === 0 && skipped.length === 0) return findInDependency(tree, resolver);
    return { servers, skipped };
  } finally {
    program.free();
  }
}

export const typescript: Extractor = {
  id: 'typescript',
  version: 2,
  languages: ['typescript', 'javascript'],
  files: /\.[cm]?[jt]sx?$|(^|\/)(package|tsconfig)\.json$/,
  read,
};
