import type { Dependency, Extracted, ExtractedServer, Extraction } from '#data/schema/extraction.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import type { Means } from './crawl.ts';
import { unreadDependency } from './extract.ts';
import { type Fetching, fetchFirst } from './fetch-first.ts';
import { findSupply, layPackages, type Supply } from './lay-packages.ts';
import type { Snapshot } from './snapshot.ts';

/** Packages that are fetched for one tree: the largest house known spreads its server over eighteen. */
const MAX_PACKAGES = 24;
/** Text of all of them together. In characters. */
const MAX_TEXT = 80_000_000;

/** https://docs.npmjs.com/cli/using-npm/package-spec#aliases */
const ALIAS = /^npm:(.+)@([^@/]+)$/;

function originOf({ name, version }: Dependency) {
  const [, aliased, range] = ALIAS.exec(version) ?? [];
  return { id: `npm:${aliased ?? name}`, ref: range ?? version };
}

const lengthOf = (snapshot: Snapshot): number =>
  snapshot.listFiles().reduce((sum, path) => sum + (snapshot.readFile(path)?.length ?? 0), 0);

async function fetchPackage(dependency: Dependency, fetching: Fetching, left: number): Promise<Supply> {
  const fetched = await fetchFirst(fetching, [originOf(dependency)], new Map());
  if (fetched.kind !== 'snapshot')
    return { dependency, snapshot: null, why: fetched.failed.at(-1)?.message ?? null };
  const { snapshot } = fetched;
  return lengthOf(snapshot) > left
    ? { dependency, snapshot: null, why: 'it is larger than what is followed' }
    : { dependency, snapshot, why: null };
}

/** Fetches what is not there yet, as far as the limits go. */
async function fetchPackages(wanted: readonly Dependency[], had: readonly Supply[], fetching: Fetching) {
  const supplies = [...had];
  let left = MAX_TEXT - had.reduce((sum, { snapshot }) => sum + (snapshot ? lengthOf(snapshot) : 0), 0);
  for (const dependency of wanted) {
    const isFull = supplies.length >= MAX_PACKAGES;
    const supply = isFull
      ? { dependency, snapshot: null, why: 'one of more packages than are followed' }
      : await fetchPackage(dependency, fetching, left);
    left -= supply.snapshot ? lengthOf(supply.snapshot) : 0;
    supplies.push(supply);
  }
  return supplies;
}

/** A tool that stands in a package is found at the place that leads there. */
function moveTool(tool: ToolDefinition, supplies: readonly Supply[]): ToolDefinition {
  const found = findSupply(tool.location.path, supplies);
  if (!found?.supply.snapshot) return tool;
  const { dependency, snapshot } = found.supply;
  const definedIn = { snapshot: snapshot.ref, location: { ...tool.location, path: found.path } };
  return { ...tool, location: dependency.location, definedIn };
}

function moveSkip(skip: Skip, supplies: readonly Supply[]): Skip {
  const found = findSupply(skip.path, supplies);
  if (!found) return skip;
  const { dependency, snapshot } = found.supply;
  const version = snapshot?.ref.ref ?? dependency.version;
  const message = `in ${dependency.name}@${version}, ${found.path}: ${skip.message}`;
  return { ...skip, path: dependency.location.path, message };
}

/** Packages that could not be had; where a server was found without any tool, those as well that could. */
function tellUnread(servers: readonly ExtractedServer[], supplies: readonly Supply[]): Skip[] {
  const read = new Set(servers.map(({ path }) => path));
  return supplies.flatMap(({ dependency, snapshot, why }) => {
    if (snapshot === null) return [unreadDependency(dependency, why)];
    const isDirect = findSupply(dependency.location.path, supplies) === undefined;
    return isDirect && !read.has(dependency.server.path)
      ? [unreadDependency(dependency, 'nothing in it makes a server')]
      : [];
  });
}

/** A list of which another part could not be had is not complete. */
function withDoubt(server: ExtractedServer, supplies: readonly Supply[]): ExtractedServer {
  const lacks = supplies.some(
    ({ dependency, snapshot }) => snapshot === null && dependency.server.path === server.path,
  );
  return lacks && server.completeness === 'complete' ? { ...server, completeness: 'partial' } : server;
}

function tell({ servers, skipped }: Extraction, supplies: readonly Supply[]): Extraction {
  return {
    servers: servers.map((server) => ({
      ...withDoubt(server, supplies),
      tools: server.tools.map((tool) => moveTool(tool, supplies)),
    })),
    skipped: [...skipped.map((skip) => moveSkip(skip, supplies)), ...tellUnread(servers, supplies)],
  };
}

const keyOf = ({ name, server }: Dependency) => JSON.stringify([server.path, name]);

function listNew({ dependencies }: Extracted, supplies: readonly Supply[]): Dependency[] {
  const had = new Set(supplies.map(({ dependency }) => keyOf(dependency)));
  return dependencies.filter((dependency) => !had.has(keyOf(dependency)));
}

/**
 * Reads a tree together with the packages that hold what its servers only start: these are fetched and laid into the tree, and what
 * they lead to after them, until nothing more is wanted. What cannot be had is a skip.
 */
export async function readWithDependencies(snapshot: Snapshot, means: Means): Promise<Extraction> {
  let supplies: readonly Supply[] = [];
  let extracted = await means.extract(snapshot, snapshot.ref.origin);
  for (let wanted = extracted.dependencies; wanted.length > 0; wanted = listNew(extracted, supplies)) {
    supplies = await fetchPackages(wanted, supplies, means.fetching);
    const names = supplies.map(({ dependency }) => dependency.name).join(' ');
    extracted = await means.extract(layPackages(snapshot, supplies), `${snapshot.ref.origin} with ${names}`);
  }
  return tell(extracted, supplies);
}
