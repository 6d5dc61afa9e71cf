import type { Dependency, Extracted, ExtractedServer, Extraction } from '#data/schema/extraction.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import type { Extractor, Reading } from './extractors/extractor.ts';
import { EXTRACTORS } from './extractors/index.ts';
import type { FileTree } from './snapshot.ts';
import { asSent } from './wire.ts';

/** What a server of a language that no extractor reads gives itself away by. */
const UNREAD_LANGUAGES: [string, RegExp, RegExp][] = [
  ['C++', /\.(cc|cpp|cxx|h|hpp)$/, /#include\s*[<"][^>"\n]{0,80}\bmcp_(server|tool)\.h/],
  ['Clojure', /\.clj$/, /io\.modelcontextprotocol/],
  ['Dart', /\.dart$/, /package:(dart_mcp|mcp_dart|mcp_server)\//],
  ['Haskell', /\.hs$/, /^import\s+(qualified\s+)?MCP\.Server\b/m],
  ['Julia', /\.jl$/, /\busing\s+ModelContextProtocol\b/],
  ['Perl', /\.(pl|pm)$/, /\buse\s+MCP::Server\b/],
  ['R', /\.[Rr]$/, /\bmcptools::mcp_server\b|\blibrary\(mcptools\)/],
  ['Scala', /\.scala$/, /io\.modelcontextprotocol/],
];

const compare = (a: string | number, b: string | number) => (a < b ? -1 : Number(a > b));

const byPlace = (a: ToolDefinition, b: ToolDefinition) =>
  compare(a.location.path, b.location.path) ||
  compare(a.location.startLine, b.location.startLine) ||
  compare(a.name, b.name);

const byPath = (a: ExtractedServer, b: ExtractedServer) => compare(a.path, b.path) || compare(a.name, b.name);

const bySkip = (a: Skip, b: Skip) =>
  compare(a.path, b.path) || compare(a.extractor, b.extractor) || compare(a.message, b.message);

function findUnreadLanguages(tree: FileTree): Skip[] {
  return UNREAD_LANGUAGES.flatMap(([language, files, sign]) => {
    const path = tree.listFiles().find((each) => files.test(each) && sign.test(tree.readFile(each) ?? ''));
    const message = `a server in ${language}, which no extractor reads yet`;
    return path === undefined
      ? []
      : [{ path, extractor: 'extract', reason: 'unsupported-language' as const, message }];
  });
}

/** A dependency that was not read, with the reason where there is one to give. */
export function unreadDependency({ name, version, location }: Dependency, why: string | null): Skip {
  const message = `the set-up is handed to the package ${name}@${version}${why === null ? '' : `: ${why}`}`;
  return { path: location.path, extractor: 'typescript', reason: 'in-dependency', message };
}

function withoutDoubles(skips: readonly Skip[]): Skip[] {
  return [...new Map(skips.map((skip) => [JSON.stringify(skip), skip])).values()].sort(bySkip);
}

/** A defect of ours, met on these files, costs their servers and is recorded; it never costs the other languages or the crawl. */
async function readWith(extractor: Extractor, tree: FileTree): Promise<Reading> {
  if (!tree.listFiles().some((path) => extractor.files.test(path))) return { servers: [], skipped: [] };
  try {
    const { servers, ...rest } = await extractor.read(tree);
    return { ...rest, servers: servers.map((server) => ({ ...server, tools: server.tools.map(asSent) })) };
  } catch (error) {
    const message = `The extractor failed on these files: ${error instanceof Error ? error.message : String(error)}`;
    return {
      servers: [],
      skipped: [{ path: '', extractor: extractor.id, reason: 'extractor-failed', message }],
    };
  }
}

/** A reading as it is stored: sorted, every skip once; its dependencies as not read. */
export function inOrder({ servers, skipped, dependencies = [] }: Reading): Extraction {
  const unread = dependencies.map((dependency) => unreadDependency(dependency, null));
  return {
    servers: servers.map((server) => ({ ...server, tools: server.tools.toSorted(byPlace) })).sort(byPath),
    skipped: withoutDoubles([...skipped, ...unread]),
  };
}

/** Reads every tool of a tree with every extractor. Sorted; what was seen and not read is in `skipped`. Without any server both may be empty. */
export async function extract(tree: FileTree): Promise<Extracted> {
  const readings = await Promise.all(EXTRACTORS.map((extractor) => readWith(extractor, tree)));
  const servers = readings.flatMap((reading) => reading.servers);
  const skipped = [...readings.flatMap((reading) => reading.skipped), ...findUnreadLanguages(tree)];
  const dependencies = readings.flatMap((reading) => reading.dependencies ?? []);
  return { ...inOrder({ servers, skipped }), dependencies };
}
