import type { Category, Classification, RiskLevel } from '#data/schema/classification.ts';
import type { ToolPolicy } from '#data/schema/policy.ts';
import type { ReadmeDrift } from '#data/schema/readme.ts';
import type { Skip } from '#data/schema/skip.ts';
import { countTools, listServerRows, type ServerRow } from '#data/store/catalogue.ts';
import { listClassifications } from '#data/store/classifications.ts';
import { openStore, type Store } from '#data/store/open.ts';
import { findReadme } from '#data/store/readmes.ts';
import { getServerBySlug, type StoredServer } from '#data/store/servers.ts';
import { listSkips } from '#data/store/skips.ts';
import { findCurrentSnapshot, type StoredSnapshot } from '#data/store/snapshots.ts';
import { listTools, type StoredTool } from '#data/store/tools.ts';
import { rememberLast } from './remember-last.ts';
import { settings } from './settings.ts';

let opened: Store | undefined;

/** The catalogue, opened once for the whole build and never written to. */
export function catalogue(): Store {
  if (opened) return opened;
  if (settings.catalogPath === undefined)
    throw new Error('TOOLRISK_CATALOG names no catalogue. Build with `toolrisk build`, which sets it.');
  opened = openStore(settings.catalogPath, { readonly: true });
  return opened;
}

interface ToolCount {
  category: Category;
  level: RiskLevel;
  tools: number;
}

/** Figures over the whole catalogue, counted once. `asOf` is when the newest reading was made; null without any. */
export interface Totals {
  servers: ServerRow[];
  read: number;
  tools: number;
  counts: ToolCount[];
  asOf: string | null;
}

async function countEverything(): Promise<Totals> {
  const [servers, counts] = await Promise.all([listServerRows(catalogue()), countTools(catalogue())]);
  const dates = servers.flatMap((server) => (server.readAt === null ? [] : [server.readAt])).sort();
  return {
    servers,
    read: dates.length,
    tools: counts.reduce((sum, row) => sum + row.tools, 0),
    counts,
    asOf: dates.at(-1) ?? null,
  };
}

let totals: Promise<Totals> | undefined;

export function readTotals(): Promise<Totals> {
  totals ??= countEverything();
  return totals;
}

/** One tool with its verdict and its advice. */
export interface Entry {
  tool: StoredTool;
  verdict: Classification;
  policy: ToolPolicy;
}

/** Everything that the pages of one server are made of. `snapshot` is undefined while the server was never read. */
export interface Shelf {
  server: StoredServer;
  snapshot: StoredSnapshot | undefined;
  /** Undefined where no README lists its tools. */
  readme: ReadmeDrift | undefined;
  entries: Entry[];
  skips: Skip[];
}

async function loadShelf(slug: string): Promise<Shelf> {
  const store = catalogue();
  const server = await getServerBySlug(store, slug);
  const [snapshot, tools, verdicts, skips] = await Promise.all([
    findCurrentSnapshot(store, server.id),
    listTools(store, server.id),
    listClassifications(store, server.id),
    listSkips(store, server.id),
  ]);
  const entries = tools.flatMap((tool) => {
    const stored = verdicts.get(tool.id);
    return stored ? [{ tool, verdict: stored.classification, policy: stored.policy }] : [];
  });
  const readme = snapshot && (await findReadme(store, snapshot.id));
  return { server, snapshot, readme, entries, skips };
}

/** Pages are built server by server, so the last few servers are all that is worth keeping. */
export const readShelf = rememberLast(4, loadShelf);
