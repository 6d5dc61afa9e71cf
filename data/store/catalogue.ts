import { sql } from 'kysely';
import { z } from 'zod';
import { Category, RiskLevel } from '../schema/classification.ts';
import { Completeness, Language } from '../schema/extraction.ts';
import type { Store } from './open.ts';

/** A tool as lists show it. `description` is the author's, absent where there is none. */
export const ToolRow = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  serverId: z.string(),
  serverSlug: z.string(),
  serverName: z.string(),
  category: Category,
  level: RiskLevel,
  adjustedLevel: RiskLevel,
  description: z.string().nullable(),
});
export type ToolRow = z.infer<typeof ToolRow>;

export interface ToolFilter {
  serverId?: string;
  category?: Category;
  level?: RiskLevel;
}

function offered(store: Store) {
  return store
    .selectFrom('tools')
    .innerJoin('servers', 'servers.id', 'tools.server_id')
    .innerJoin('definitions', 'definitions.hash', 'tools.definition_hash')
    .innerJoin('classifications', 'classifications.tool_id', 'tools.id')
    .where('tools.removed_at', 'is', null);
}

/** Classified tools that are offered now, by name, then server. Without a filter: all of them. */
export async function listToolRows(store: Store, filter: ToolFilter = {}): Promise<ToolRow[]> {
  let query = offered(store).select([
    'tools.id',
    'tools.name',
    'tools.slug',
    'tools.server_id as serverId',
    'servers.slug as serverSlug',
    'servers.name as serverName',
    'classifications.category',
    'classifications.level',
    'classifications.adjusted_level as adjustedLevel',
    sql<string | null>`json_extract(definitions.text, '$.description')`.as('description'),
  ]);
  if (filter.serverId !== undefined) query = query.where('tools.server_id', '=', filter.serverId);
  if (filter.category !== undefined) query = query.where('classifications.category', '=', filter.category);
  if (filter.level !== undefined) query = query.where('classifications.level', '=', filter.level);
  const rows = await query.orderBy('tools.name').orderBy('tools.server_id').execute();
  return rows.map((row) => ToolRow.parse(row));
}

/** Addresses of every page about a tool: enough for a site generator to ask for the rest page by page. */
export function listToolAddresses(store: Store): Promise<{ id: string; serverSlug: string; slug: string }[]> {
  return offered(store)
    .select(['tools.id', 'servers.slug as serverSlug', 'tools.slug'])
    .orderBy('servers.slug')
    .orderBy('tools.slug')
    .execute();
}

/** How many classified tools there are of each category and level, over the whole catalogue or one server. */
export async function countTools(
  store: Store,
  serverId?: string,
): Promise<{ category: Category; level: RiskLevel; tools: number }[]> {
  let query = offered(store).select(({ fn }) => [
    'classifications.category',
    'classifications.level',
    fn.countAll<number>().as('tools'),
  ]);
  if (serverId !== undefined) query = query.where('tools.server_id', '=', serverId);
  const rows = await query.groupBy(['classifications.category', 'classifications.level']).execute();
  return rows.map((row) => ({
    category: Category.parse(row.category),
    level: RiskLevel.parse(row.level),
    tools: row.tools,
  }));
}

/** A server as lists show it. Without a reading (`language` null) the last check says why. */
export const ServerRow = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  topic: z.string().nullable(),
  language: Language.nullable(),
  completeness: Completeness.nullable(),
  readAt: z.string().nullable(),
  tools: z.int(),
  critical: z.int(),
  high: z.int(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
});
export type ServerRow = z.infer<typeof ServerRow>;

/** Every server with how much of it is known, by name. */
export async function listServerRows(store: Store): Promise<ServerRow[]> {
  const rows = await store
    .selectFrom('servers')
    .leftJoin('snapshots', 'snapshots.id', 'servers.current_snapshot')
    .leftJoin('checks', 'checks.server_id', 'servers.id')
    .leftJoin('tools', (join) =>
      join.onRef('tools.server_id', '=', 'servers.id').on('tools.removed_at', 'is', null),
    )
    .leftJoin('classifications', 'classifications.tool_id', 'tools.id')
    .select(({ fn }) => [
      'servers.id',
      'servers.slug',
      'servers.name',
      'servers.topic',
      'snapshots.language',
      'snapshots.completeness',
      'snapshots.read_at as readAt',
      'checks.reason',
      'checks.message',
      fn.count<number>('tools.id').as('tools'),
      sql<number>`count(*) filter (where classifications.level = 'critical')`.as('critical'),
      sql<number>`count(*) filter (where classifications.level = 'high')`.as('high'),
    ])
    .groupBy('servers.id')
    .orderBy(sql`servers.name collate nocase`)
    .orderBy('servers.id')
    .execute();
  return rows.map((row) => ServerRow.parse(row));
}
