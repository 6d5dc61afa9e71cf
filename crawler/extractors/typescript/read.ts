import type { FileTree } from '../../snapshot.ts';
import { createResolver, type Resolver } from '../../syntax/javascript/modules/resolve.ts';
import { createProgram } from '../../syntax/javascript/program.ts';
import { warmUp } from '../../syntax/javascript/sandbox/watchdog.ts';
import type { Reading } from '../extractor.ts';
import { addTool } from './add-tool.ts';
import { definePlugin } from './define-plugin.ts';
import { directoryScan } from './directory-scan.ts';
import { findServerPackages, type ServerPackage } from './entries.ts';
import { handedOver } from './handed-over.ts';
import { createBudget, runPackage } from './hermetic/run-package.ts';
import { findInDependency, findStarterPackages, isSupplied } from './in-dependency.ts';
import { jsonRpc } from './json-rpc.ts';
import { lowLevelList } from './low-level-list.ts';
import { type PackageReading, readPackage, type Sources } from './read-package.ts';
import { reconcile } from './reconcile.ts';
import { registerTool } from './register-tool.ts';
import { mergeServers } from './servers.ts';
import { toolCall } from './tool-call.ts';
import { toolDecorator } from './tool-decorator.ts';

/** In the order they are asked. */
const IDIOMS = [
  registerTool,
  toolCall,
  lowLevelList,
  addTool,
  definePlugin,
  toolDecorator,
  jsonRpc,
  directoryScan,
  handedOver,
];

/** Packages that are run although their syntax trees told everything: in a workspace of fifty servers it would take a minute. */
const MAX_SURE = 12;

/** What the syntax trees of each package say, and what it registers when it runs: those first whose trees did not tell everything. */
async function readBothWays(packages: readonly ServerPackage[], sources: Sources): Promise<PackageReading[]> {
  const budget = createBudget();
  const read = packages.map((pkg) => ({ pkg, reading: readPackage(pkg, IDIOMS, sources) }));
  const isSure = ({ reading }: (typeof read)[number]) => reading.server.completeness === 'complete';
  const runs = [...read.filter((each) => !isSure(each)), ...read.filter(isSure).slice(0, MAX_SURE)];
  const united = new Map<PackageReading, PackageReading>();
  for (const { pkg, reading } of runs) {
    const names = reading.server.tools.map((tool) => tool.name);
    const run = await runPackage(pkg, names, { ...sources, budget });
    united.set(reading, reconcile(reading, run, sources));
  }
  return read.map(({ reading }) => united.get(reading) ?? reading);
}

interface Found {
  /** To read. */
  packages: ServerPackage[];
  /** Starters whose dependencies are not in the tree. */
  starters: ServerPackage[];
}

/** The packages that make servers, and those that start what others hold, with it or without. */
function findPackages(tree: FileTree, resolver: Resolver): Found {
  const makers = findServerPackages(tree, resolver);
  const known = new Set(makers.map(({ manifest }) => manifest.folder));
  const others = findStarterPackages(resolver).filter(({ manifest }) => !known.has(manifest.folder));
  const supplied = others.filter((each) => isSupplied(each, resolver));
  return { packages: [...makers, ...supplied], starters: others.filter((each) => !supplied.includes(each)) };
}

async function readPackages(packages: readonly ServerPackage[], tree: FileTree, resolver: Resolver) {
  if (packages.length === 0) return { servers: [], skipped: [] };
  warmUp();
  const program = await createProgram(tree);
  try {
    return mergeServers(await readBothWays(packages, { tree, program, resolver }));
  } finally {
    program.free();
  }
}

/** Where the dependencies of a starter are in the tree, what these lead to comes first: it is read when all is there. */
export async function read(tree: FileTree): Promise<Reading> {
  const resolver = createResolver(tree);
  const { packages, starters } = findPackages(tree, resolver);
  const supplied = packages.filter((each) => isSupplied(each, resolver));
  const further = findInDependency(supplied, tree, resolver);
  if (further.dependencies.length > 0) return { servers: [], ...further };
  const { servers, skipped } = await readPackages(packages, tree, resolver);
  if (servers.length > 0 || supplied.length > 0)
    return { servers, skipped: [...skipped, ...further.skipped] };
  const handed = findInDependency([...packages, ...starters], tree, resolver);
  return { servers, skipped: [...skipped, ...handed.skipped], dependencies: handed.dependencies };
}
