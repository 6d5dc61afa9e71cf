import type { Category, RiskLevel } from '#data/schema/classification.ts';
import { listToolRows } from '#data/store/catalogue.ts';
import { catalogue, readTotals } from './catalogue.ts';
import { spellUnseen } from './text/unseen.ts';
import { type Blurb, blurbOf } from './view/blurb.ts';
import { CATEGORIES, compareLevels } from './view/severity.ts';

/** A tool as lists show it: short enough to hold half a million of them. */
export interface IndexRow extends Blurb {
  name: string;
  slug: string;
  serverName: string;
  serverSlug: string;
  category: Category;
  level: RiskLevel;
  adjusted: RiskLevel;
}

async function indexServer(serverId: string): Promise<IndexRow[]> {
  const rows = await listToolRows(catalogue(), { serverId });
  return rows.map(({ description, ...row }) => ({
    name: spellUnseen(row.name),
    slug: row.slug,
    serverName: spellUnseen(row.serverName),
    serverSlug: row.serverSlug,
    category: row.category,
    level: row.level,
    adjusted: row.adjustedLevel,
    ...blurbOf(description),
  }));
}

function compareNames(a: IndexRow, b: IndexRow): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.serverSlug < b.serverSlug ? -1 : 1;
}

/** Server by server, so that the descriptions of the whole catalogue are never in memory together. */
async function indexTools(): Promise<IndexRow[]> {
  const { servers } = await readTotals();
  const rows: IndexRow[] = [];
  for (const server of servers) rows.push(...(await indexServer(server.id)));
  return rows.sort(compareNames);
}

let index: Promise<IndexRow[]> | undefined;

/** Every classified tool that is offered now, by name. Read once a build. */
export function readToolIndex(): Promise<IndexRow[]> {
  index ??= indexTools();
  return index;
}

/** Worst first, then by name. */
export function compareRows(a: IndexRow, b: IndexRow): number {
  return (
    compareLevels(a.level, b.level) ||
    compareLevels(a.adjusted, b.adjusted) ||
    CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) ||
    compareNames(a, b)
  );
}
