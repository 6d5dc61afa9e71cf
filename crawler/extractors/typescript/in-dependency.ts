// Packages that only start a server which another package holds.
import { z } from 'zod';
import type { Dependency } from '#data/schema/extraction.ts';
import type { Location } from '#data/schema/location.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { FileTree } from '../../snapshot.ts';
import { type Manifest, parseLooseJson } from '../../syntax/javascript/modules/manifest.ts';
import type { Resolver } from '../../syntax/javascript/modules/resolve.ts';
import type { Reading } from '../extractor.ts';
import { listImported } from './imports.ts';
import { findLockedVersion } from './lock-file.ts';

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

const Peers = z.looseObject({ peerDependencies: z.record(z.string(), z.string()) });

function listPeers(manifest: Manifest, tree: FileTree): ReadonlyMap<string, string> {
  const path = manifest.folder === '' ? 'package.json' : `${manifest.folder}/package.json`;
  const parsed = Peers.safeParse(parseLooseJson(tree.readFile(path) ?? ''));
  return new Map(parsed.success ? Object.entries(parsed.data.peerDependencies) : []);
}

/** Ranges that name no version of a registry. */
const ELSEWHERE = /^(workspace|file|link|portal|patch|catalog|git|https?|github)\b|\//;

type Found = { kind: 'dependency'; dependency: Dependency } | { kind: 'skip'; skip: Skip };

interface Import {
  name: string;
  path: string;
}

function skipFor({ path, name }: Import, what: string): Found {
  const message = `the set-up is handed to the package ${name}@${what}`;
  return { kind: 'skip', skip: { path, extractor: 'typescript', reason: 'in-dependency', message } };
}

function locate(tree: FileTree, { path, name }: Import): Location {
  const lines = (tree.readFile(path) ?? '').split('\n');
  const line = lines.findIndex((text) => text.includes(`'${name}`) || text.includes(`"${name}`)) + 1;
  return { path, startLine: Math.max(line, 1), endLine: Math.max(line, 1) };
}

function findVersion(imported: Import, range: string, manifest: Manifest, tree: FileTree): Found {
  const { folder } = manifest;
  const locked = findLockedVersion(tree, { folder, name: imported.name, range });
  const [, alias, aliased] = /^npm:(.+)@([^@/]+)$/.exec(range) ?? [];
  const version = locked ?? aliased ?? range;
  if (locked === undefined && alias === undefined && ELSEWHERE.test(range))
    return skipFor(imported, `${range}, which is no published version`);
  const server = {
    path: folder,
    name: manifest.name ?? 'server',
    description: manifest.description ?? '',
  };
  const dependency = { name: alias ?? imported.name, version, location: locate(tree, imported), server };
  return { kind: 'dependency', dependency };
}

function readStarter(manifest: Manifest, tree: FileTree, resolver: Resolver): Found[] {
  const bins = typeof manifest.bin === 'string' ? [manifest.bin] : Object.values(manifest.bin ?? {});
  const isCandidate = (name: string) => !SDK.test(name) && mayHold(name, manifest.name ?? '');
  const ranges = new Map(
    Object.entries(manifest.dependencies ?? {}).map(([name, range]) => [name, `${range}`]),
  );
  const peers = listPeers(manifest, tree);
  const known = new Set([...ranges.keys(), ...peers.keys()].filter(isCandidate));
  const starts = new Set(bins.flatMap((path) => resolver.findSource(manifest.folder, path) ?? []));
  return [...starts].flatMap((path) =>
    listImported(tree.readFile(path) ?? '', known).map((name) => {
      const range = ranges.get(name);
      if (range !== undefined) return findVersion({ name, path }, range, manifest, tree);
      return skipFor({ name, path }, `${peers.get(name)}, which whoever installs it provides`);
    }),
  );
}

/** For packages that give themselves out as servers and hold no tools: the dependencies that their commands run. */
export function findInDependency(tree: FileTree, resolver: Resolver): Reading {
  const found = resolver.manifests
    .filter((manifest) => SPEAKS_MCP.test(`${manifest.name} ${manifest.description}`))
    .flatMap((manifest) => readStarter(manifest, tree, resolver));
  return {
    servers: [],
    skipped: found.flatMap((each) => (each.kind === 'skip' ? each.skip : [])),
    dependencies: found.flatMap((each) => (each.kind === 'dependency' ? each.dependency : [])),
  };
}
