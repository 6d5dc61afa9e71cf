import type { FileTree } from '../../snapshot.ts';
import { createResolver } from '../../syntax/javascript/modules/resolve.ts';
import { createProgram } from '../../syntax/javascript/program.ts';
import type { Extractor, Reading } from '../extractor.ts';
import { addTool } from './add-tool.ts';
import { directoryScan } from './directory-scan.ts';
import { findServerPackages } from './entries.ts';
import { findInDependency } from './in-dependency.ts';
import { jsonRpc } from './json-rpc.ts';
import { lowLevelList } from './low-level-list.ts';
import { readPackage } from './read-package.ts';
import { registerTool } from './register-tool.ts';
import { mergeServers } from './servers.ts';
import { toolCall } from './tool-call.ts';

/** In the order they are asked. */
const IDIOMS = [registerTool, toolCall, lowLevelList, addTool, jsonRpc, directoryScan];

async function read(tree: FileTree): Promise<Reading> {
  const resolver = createResolver(tree);
  const packages = findServerPackages(tree, resolver);
  if (packages.length === 0) return findInDependency(tree, resolver);
  const program = await createProgram(tree);
  try {
    const readings = packages.map((pkg) => readPackage(pkg, IDIOMS, { tree, program, resolver }));
    const { servers, skipped } = mergeServers(readings);
    if (servers.length === 0 && skipped.length === 0) return findInDependency(tree, resolver);
    return { servers, skipped };
  } finally {
    program.free();
  }
}

export const typescript: Extractor = {
  id: 'typescript',
  version: 1,
  languages: ['typescript', 'javascript'],
  files: /\.[cm]?[jt]sx?$|(^|\/)(package|tsconfig)\.json$/,
  read,
};
