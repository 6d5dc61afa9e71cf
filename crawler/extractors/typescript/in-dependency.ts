// Packages that only start a server which another package holds.
import type { Skip } from '#data/schema/skip.ts';
import type { FileTree } from '../../snapshot.ts';
import type { Manifest } from '../../syntax/javascript/modules/manifest.ts';
import type { Resolver } from '../../syntax/javascript/modules/resolve.ts';
import { listImported } from './imports.ts';

const SPEAKS_MCP = /\bmcp\b|modelcontextprotocol/i;
/** Dependencies that hold no tools: the SDKs. */
const SDK = /^(@modelcontextprotocol\/.*|fastmcp|mcp-framework|xmcp|zod|dotenv|express)$/;

const HOLDS_TOOLS = /mcp|agent|tool/i;
/** Words of a package's name that say nothing of whose it is. */
const COMMON = /^(mcp|server|node|cli|the)$/;

/** A package may hold another's tools when its name says so, or when both are of one house: loggers and colours are not. */
function mayHold(dependency: string, starter: string): boolean {
  const house = starter.split(/[^a-z0-9]+/i).filter((word) => word.length > 2 && !COMMON.test(word));
  return HOLDS_TOOLS.test(dependency) || house.some((word) => dependency.includes(word));
}

function readStarter(manifest: Manifest, tree: FileTree, resolver: Resolver): Skip[] {
  const bins = typeof manifest.bin === 'string' ? [manifest.bin] : Object.values(manifest.bin ?? {});
  const dependencies = new Map(
    Object.entries(manifest.dependencies ?? {}).filter(
      ([name]) => !SDK.test(name) && mayHold(name, manifest.name ?? ''),
    ),
  );
  const starts = bins.flatMap((path) => resolver.findSource(manifest.folder, path) ?? []);
  return [...new Set(starts)].flatMap((path) =>
    listImported(tree.readFile(path) ?? '', new Set(dependencies.keys())).map((name) => ({
      path,
      extractor: 'typescript',
      reason: 'in-dependency' as const,
      message: `the set-up is handed to the package ${name}@${dependencies.get(name)}`,
    })),
  );
}

/** For packages that give themselves out as servers and hold no tools: the dependencies their commands run, as `name@range`. */
export function findInDependency(tree: FileTree, resolver: Resolver): Skip[] {
  return resolver.manifests
    .filter((manifest) => SPEAKS_MCP.test(`${manifest.name} ${manifest.description}`))
    .flatMap((manifest) => readStarter(manifest, tree, resolver));
}
