// Packages that only start a server, and the packages that hold it.
import { z } from 'zod';
import type { Dependency } from '#data/schema/extraction.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { FileTree } from '../../snapshot.ts';
import {
  isInstalled,
  joinPath,
  type Manifest,
  parseLooseJson,
} from '../../syntax/javascript/modules/manifest.ts';
import type { Resolver } from '../../syntax/javascript/modules/resolve.ts';
import type { ServerPackage } from './entries.ts';
import { findLockedVersion } from './lock-file.ts';
import { findUnmet, type Unmet } from './reach.ts';

const SPEAKS_MCP = /\bmcp\b|modelcontextprotocol/i;
/** Dependencies that hold no tools: the SDKs. */
const SDK = /^(@modelcontextprotocol\/.*|@tmcp\/.*|tmcp|fastmcp|mcp-framework|xmcp|zod|dotenv|express)$/;

const HOLDS_TOOLS = /mcp|agent|tool/i;
/** Words of a package's name that say nothing of whose it is. */
const COMMON = /^(mcp|server|node|cli|the)$/;

/** A package may hold another's tools when its name says so, or when both are of one house: loggers and colours are not. */
function mayHold(dependency: string, starter: string): boolean {
  const house = starter.split(/[^a-z0-9]+/i).filter((word) => word.length > 2 && !COMMON.test(word));
  return HOLDS_TOOLS.test(dependency) || house.some((word) => dependency.includes(word));
}

/** Without its parser nothing is known of the options of a command, and where these say what starts, nothing starts. */
const PARSES_OPTIONS = /(?:^|[/-])(?:args?|argv|arguments?|options?|flags?)-?pars(?:e|er|ing)$/;

/** What a dependency itself depends on is of its house when it is of its scope. Agents are there also those of a network. */
function mayHoldFurther(dependency: string, holder: string): boolean {
  const scope = /^@[^/]+\//.exec(holder)?.[0];
  if (PARSES_OPTIONS.test(dependency)) return true;
  return /mcp|tool/i.test(dependency) || (scope !== undefined && dependency.startsWith(scope));
}

const Peers = z.looseObject({ peerDependencies: z.record(z.string(), z.string()) });

function findPeer(name: string, manifest: Manifest, tree: FileTree): string | undefined {
  const parsed = Peers.safeParse(
    parseLooseJson(tree.readFile(joinPath(manifest.folder, 'package.json')) ?? ''),
  );
  return parsed.success && Object.hasOwn(parsed.data.peerDependencies, name)
    ? parsed.data.peerDependencies[name]
    : undefined;
}

/** Ranges that name no version of a registry. */
const ELSEWHERE = /^(workspace|file|link|portal|patch|catalog|git|https?|github)\b|\//;
/** https://docs.npmjs.com/cli/using-npm/package-spec#aliases */
const ALIAS = /^npm:(.+)@([^@/]+)$/;

type Found = { kind: 'dependency'; dependency: Dependency } | { kind: 'skip'; skip: Skip };

function skipFor({ location, name }: Unmet, what: string): Found {
  const message = `the set-up is handed to the package ${name}@${what}`;
  return {
    kind: 'skip',
    skip: { path: location.path, extractor: 'typescript', reason: 'in-dependency', message },
  };
}

function findVersion(
  { name, location }: Unmet,
  range: string,
  starter: Manifest,
  tree: FileTree,
): Dependency {
  const { folder, description = '' } = starter;
  const locked = findLockedVersion(tree, { folder, name, range });
  const alias = ALIAS.exec(range)?.[1];
  const version = locked !== undefined && alias !== undefined ? `npm:${alias}@${locked}` : (locked ?? range);
  return { name, version, location, server: { path: folder, name: starter.name ?? 'server', description } };
}

const rangeIn = ({ dependencies = {} }: Manifest, name: string): string | undefined =>
  Object.hasOwn(dependencies, name) ? `${dependencies[name]}` : undefined;

/** Packages of one house that a starter leads to. What was laid into the tree is not looked for again, whatever it lacks. */
function isWanted({ name, importer }: Unmet, starter: Manifest, resolver: Resolver): boolean {
  const folder = joinPath(starter.folder, `node_modules/${name}`);
  if (SDK.test(name) || resolver.installed.some((each) => each.folder === folder)) return false;
  if (!isInstalled(importer)) return mayHold(name, starter.name ?? '') && isWithin(importer, starter);
  return mayHoldFurther(name, resolver.ownerOf(importer)?.name ?? '');
}

const isWithin = (path: string, { folder }: Manifest) => folder === '' || path.startsWith(`${folder}/`);

/** A package that a starter leads to, where it may hold tools. */
function findDependency(unmet: Unmet, starter: Manifest, tree: FileTree, resolver: Resolver): Found[] {
  const { name, importer } = unmet;
  if (!isWanted(unmet, starter, resolver)) return [];
  const isOwn = !isInstalled(importer);
  const range = rangeIn((isOwn ? undefined : resolver.ownerOf(importer)) ?? starter, name);
  if (range === undefined) {
    const peer = isOwn ? findPeer(name, starter, tree) : undefined;
    return peer === undefined ? [] : [skipFor(unmet, `${peer}, which whoever installs it provides`)];
  }
  const dependency = findVersion(unmet, range, starter, tree);
  const isPublished = !ELSEWHERE.test(dependency.version) || ALIAS.test(dependency.version);
  return isPublished
    ? [{ kind: 'dependency', dependency }]
    : [skipFor(unmet, `${range}, which is no published version`)];
}

/** A package whose set-up may lead out of the tree. */
export type Starter = Pick<ServerPackage, 'manifest' | 'entries'>;

/** Packages that give themselves out as servers: with what their commands run, as packages to read. */
export function findStarterPackages(resolver: Resolver): ServerPackage[] {
  return resolver.manifests
    .filter((manifest) => SPEAKS_MCP.test(`${manifest.name} ${manifest.description}`))
    .flatMap((manifest) => {
      const bins = typeof manifest.bin === 'string' ? [manifest.bin] : Object.values(manifest.bin ?? {});
      const starts = [...new Set(bins.flatMap((path) => resolver.findSource(manifest.folder, path) ?? []))];
      return starts.length > 0 ? [{ manifest, entries: starts, starts, files: starts, scanned: false }] : [];
    });
}

/** Whether packages that a starter leads to were laid into the tree. */
export const isSupplied = ({ manifest }: Starter, { installed }: Resolver): boolean =>
  installed.some(({ folder }) => folder.startsWith(joinPath(manifest.folder, 'node_modules/')));

export interface Handed {
  dependencies: Dependency[];
  skipped: Skip[];
}

/** The packages that starters lead to and that may hold their tools; each once for a starter. */
export function findInDependency(starters: readonly Starter[], tree: FileTree, resolver: Resolver): Handed {
  const found = starters.flatMap(({ manifest, entries }) => {
    const unmet = new Map(
      findUnmet(entries, tree, resolver)
        .toReversed()
        .map((each) => [each.name, each]),
    );
    return [...unmet.values()].reverse().flatMap((each) => findDependency(each, manifest, tree, resolver));
  });
  return {
    skipped: found.flatMap((each) => (each.kind === 'skip' ? each.skip : [])),
    dependencies: found.flatMap((each) => (each.kind === 'dependency' ? each.dependency : [])),
  };
}
