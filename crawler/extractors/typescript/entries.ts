import type { FileTree } from '../../snapshot.ts';
import { findOwner, listTargets, type Manifest } from '../../syntax/javascript/modules/manifest.ts';
import type { Resolver } from '../../syntax/javascript/modules/resolve.ts';
import { findRoots, listImported, listReached } from './imports.ts';
import { findWorkerMain } from './worker.ts';

/** Files that no server runs: tests, examples, documents, and what other tools made of the sources. */
const ASIDE =
  /(^|\/)(node_modules|tests?|__tests__|__mocks__|mocks?|specs?|e2e|fixtures?|examples?|samples?|demos?|docs?|documentation|benchmarks?|evals?|coverage|vendor|stories|templates?|scripts?|[\w-]+-(?:evals?|mocks?|e2e|examples?|fixtures?)|\.[a-z][\w-]*)\/|\.(test|spec|d|stories|bench|config)\.[cm]?[jt]sx?$|\.min\.js$|(^|\/)(test|mock)-[^/]*$/i;
const CODE = /\.[cm]?[jt]sx?$/;

/** What a file that makes a server or answers for one holds. Applied to the text, before anything is parsed. */
const SERVER =
  /\b(?:new|extends)\s+(?:\w+\.)?(?:McpServer|Server|FastMCP|MCPServer|LiteMCP)\b|\bsetRequestHandler\b|\bcreateMcpHandler\b|\bMcpAgent\b|\bMCPServer\b|\b(?:define|create)(?:Mcp|MCP)?(?:Plugin|Server)\s*\(\s*\{|["'][@\w/-]*mcp-nest["']|["']tools\/list["']/;
/** In compiled files types are gone, so that importing an SDK's server means using it, under whatever name. */
const COMPILED =
  /["'](?:@modelcontextprotocol\/(?:sdk\/server\/(?:mcp|index)(?:\.js)?|server)|fastmcp|mcp-framework)["']/;
/** A file that names neither has no part in a server. */
const MENTIONS_MCP = /mcp|modelcontextprotocol|tools\/list/i;

/** A package that makes a server, and the files to begin with: what it runs first, then what else makes servers. */
export interface ServerPackage {
  manifest: Manifest;
  entries: string[];
  /** Those entries that the manifest says are started; where it names none, those that nothing imports. */
  starts: readonly string[];
  /** Every file of the package that a server may run. */
  files: readonly string[];
  /** It only declares a class of servers, of which others of the tree make one. */
  lent?: boolean;
  /** Its framework loads every file of a folder; nothing in the files themselves makes a server. */
  scanned: boolean;
}

/** Whether a file makes a server, as far as its text tells. */
export function isServerFile(path: string, text: string): boolean {
  if (!MENTIONS_MCP.test(text)) return false;
  return SERVER.test(text) || (/\.[cm]?js$/.test(path) && COMPILED.test(text));
}

/** What a file holds that registers tools on a server which a package outside the tree makes and hands it. */
const HANDED = /\b(?:mcp)?[sS]erver\.(?:registerTool|tool)\s*\(\s*["'`]/;

/** The same of a file that registers tools on a server which it is handed. */
export const isHandedServer = (_path: string, text: string): boolean =>
  MENTIONS_MCP.test(text) && HANDED.test(text);

function listStarts(manifest: Manifest): string[] {
  const bins = typeof manifest.bin === 'string' ? [manifest.bin] : Object.values(manifest.bin ?? {});
  const mains = [manifest.source, manifest.main, manifest.module].filter((path) => path !== undefined);
  return [...bins, ...mains, ...listTargets(manifest.exports)].filter(
    (path) => CODE.test(path) || !/\.\w+$/.test(path),
  );
}

const within = (folder: string, path: string) => (folder === '' ? path : path.slice(folder.length + 1));
/** Frameworks that make the server themselves. */
const SCANNING = ['xmcp'];
const BUILD = /^(dist|build|lib|out|output|esm|cjs|compiled)\//;

/** Whether a package keeps the sources of what it publishes: then its built folders are copies. */
function hasSources(manifest: Manifest, paths: readonly string[]): boolean {
  return paths.some((path) => /\.[cm]?tsx?$/.test(path) && !BUILD.test(within(manifest.folder, path)));
}

function readPackage(
  { manifest, own, tree, resolver }: Package,
  isMaker: (path: string, text: string) => boolean,
): ServerPackage {
  const sourced = hasSources(manifest, own);
  const starts = listStarts(manifest)
    .flatMap((path) => resolver.findSource(manifest.folder, path) ?? [])
    .filter((path) => own.includes(path));
  const makers = own.filter((path) => {
    const copied = sourced && BUILD.test(within(manifest.folder, path));
    return !copied && isMaker(path, tree.readFile(path) ?? '');
  });
  const used = starts.filter((path) => !(sourced && BUILD.test(within(manifest.folder, path))));
  const worker = used.length > 0 ? undefined : readWorker(makers, { manifest, own, tree, resolver });
  if (worker) return { manifest, scanned: false, files: own, ...worker };
  const roots = used.length > 0 || makers.length === 0 ? used : listRoots(makers, manifest, tree, resolver);
  const scanned = SCANNING.some((name) => manifest.dependencies?.[name] !== undefined);
  if (makers.length === 0 && scanned)
    return {
      manifest,
      scanned,
      starts: [],
      files: own,
      entries: own.filter((path) => /(^|\/)tools\//.test(path)),
    };
  return {
    manifest,
    scanned: false,
    files: sourced ? own.filter((path) => !BUILD.test(within(manifest.folder, path))) : own,
    starts: roots,
    entries: makers.length > 0 ? [...new Set([...roots, ...makers])] : [],
  };
}

interface Package {
  manifest: Manifest;
  own: readonly string[];
  tree: FileTree;
  resolver: Resolver;
}

/** The start of a worker and the makers that it leads to: nothing else of its package is deployed. Undefined where it leads to none. */
function readWorker(makers: readonly string[], { manifest, own, tree, resolver }: Package) {
  const main = findWorkerMain(manifest.folder, tree);
  const start = main === undefined ? undefined : resolver.findSource(manifest.folder, main);
  if (start === undefined || !own.includes(start)) return undefined;
  const files = own.map((path) => ({ path, text: tree.readFile(path) ?? '' }));
  const reached = listReached(start, files, (specifier, from) => {
    const found = resolver.resolve(specifier, from);
    return found.kind === 'file' ? found.path : undefined;
  });
  const led = makers.filter((path) => reached.has(path));
  return led.length > 0 ? { starts: [start], entries: [...new Set([start, ...led])] } : undefined;
}

/** Files that start what nothing in the manifest starts; some keep theirs among their scripts. */
const STARTER_FOLDER = /(^|\/)(scripts|bin)\/[^/]+$/;

function listRoots(
  makers: readonly string[],
  manifest: Manifest,
  tree: FileTree,
  resolver: Resolver,
): string[] {
  const candidates = tree.listFiles().filter((path) => {
    const name = within(manifest.folder, path);
    const isAside = ASIDE.test(STARTER_FOLDER.test(name) ? name.replace(STARTER_FOLDER, '/file.ts') : name);
    return CODE.test(path) && path.startsWith(manifest.folder) && !isAside && !TEST_FILE.test(name);
  });
  const files = candidates.map((path) => ({ path, text: tree.readFile(path) ?? '' }));
  return findRoots(makers, files, (specifier, from) => {
    const found = resolver.resolve(specifier, from);
    return found.kind === 'file' ? found.path : undefined;
  });
}
const TEST_FILE = /\.(test|spec|d)\.[cm]?[jt]sx?$/;

const ROOT: Manifest = { folder: '', exports: undefined, imports: undefined };

/** A package whose own files make no server, but hand tools to one of the tree that does. */
function readConsumer(
  manifest: Manifest,
  own: readonly string[],
  makers: ReadonlySet<string>,
  tree: FileTree,
): ServerPackage {
  const entries = own.filter((path) => listImported(tree.readFile(path) ?? '', makers).length > 0);
  return {
    manifest,
    scanned: false,
    starts: [],
    files: own,
    entries: manifest.name && makers.has(manifest.name) ? [] : entries,
  };
}

const dependsOn = (manifest: Manifest, name: string | undefined): boolean =>
  name !== undefined && (manifest.dependencies?.[name] ?? manifest.devDependencies?.[name]) !== undefined;

const EXTENDS_ONLY = /\bextends\s+(?:\w+\.)?(?:McpServer|Server|FastMCP|MCPServer|LiteMCP)\b/;

/** Whether a package only declares a class of servers, for others of the tree to make one of. */
function isLent(pkg: ServerPackage, others: readonly ServerPackage[], tree: FileTree): boolean {
  const isClass = (text: string) => EXTENDS_ONLY.test(text) && !SERVER.test(text.replace(EXTENDS_ONLY, ''));
  const makers = pkg.entries
    .map((path) => tree.readFile(path) ?? '')
    .filter((text) => MENTIONS_MCP.test(text) && SERVER.test(text));
  return (
    pkg.manifest.bin === undefined &&
    makers.length > 0 &&
    makers.every(isClass) &&
    others.some((other) => other !== pkg && dependsOn(other.manifest, pkg.manifest.name))
  );
}

/** The packages of a tree that make servers, by folder. */
export function findServerPackages(tree: FileTree, resolver: Resolver): ServerPackage[] {
  const byPackage = new Map<Manifest, string[]>();
  for (const path of tree.listFiles()) {
    if (!CODE.test(path) || ASIDE.test(path)) continue;
    const owner = findOwner(resolver.manifests, path) ?? ROOT;
    byPackage.set(owner, [...(byPackage.get(owner) ?? []), path]);
  }
  const packages = [...byPackage].map(([manifest, own]) => ({ manifest, own, tree, resolver }));
  const findMaking = (isMaker: typeof isServerFile) =>
    packages.map((each) => readPackage(each, isMaker)).filter((each) => each.entries.length > 0);
  const direct = findMaking(isServerFile);
  const making = direct.length > 0 ? direct : findMaking(isHandedServer);
  const makers = new Set(making.flatMap((each) => each.manifest.name ?? []));
  const isPart = (manifest: Manifest) =>
    making.some((each) => each.manifest === manifest || dependsOn(each.manifest, manifest.name));
  const consuming = [...byPackage]
    .filter(([manifest]) => !isPart(manifest))
    .map(([manifest, own]) => readConsumer(manifest, own, makers, tree))
    .filter((each) => each.entries.length > 0);
  const all = [...making, ...consuming];
  return all
    .map((each) => ({ ...each, lent: isLent(each, all, tree) }))
    .sort((a, b) => (a.manifest.folder < b.manifest.folder ? -1 : 1));
}
