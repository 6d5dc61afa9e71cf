import { z } from 'zod';
import { PackagePlace, ToolDefinition, ToolText } from '../schema/tool.ts';
import { hashOf } from './hash.ts';
import type { Store } from './open.ts';
import { freeSlug } from './slug.ts';

/** A catalogue entry: `server#tool`, its address below the server's, and its present definition. */
export interface StoredTool {
  id: string;
  serverId: string;
  slug: string;
  definitionHash: string;
  definition: ToolDefinition;
}

const Row = z.object({
  id: z.string(),
  server_id: z.string(),
  slug: z.string(),
  definition_hash: z.string(),
  path: z.string(),
  start_line: z.int(),
  end_line: z.int(),
  extractor: z.string(),
  flag: z.string().nullable(),
  place: z.string().nullable(),
  text: z.string(),
});

function fromRow(raw: unknown): StoredTool {
  const row = Row.parse(raw);
  const definition = ToolDefinition.parse({
    ...ToolText.parse(JSON.parse(row.text)),
    location: { path: row.path, startLine: row.start_line, endLine: row.end_line },
    extractor: row.extractor,
    ...(row.flag !== null && { conditional: { flag: row.flag } }),
    ...(row.place !== null && { definedIn: PackagePlace.parse(JSON.parse(row.place)) }),
  });
  return {
    id: row.id,
    serverId: row.server_id,
    slug: row.slug,
    definitionHash: row.definition_hash,
    definition,
  };
}

export function toolId(serverId: string, name: string): string {
  return `${serverId}#${name}`;
}

async function putDefinition(store: Store, definition: ToolDefinition): Promise<string> {
  const text = ToolText.parse(definition);
  const hash = hashOf(text);
  await store
    .insertInto('definitions')
    .values({ hash, text: JSON.stringify(text) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return hash;
}

async function putPlace(store: Store, id: string, place: PackagePlace | undefined): Promise<void> {
  await store.deleteFrom('definition_places').where('tool_id', '=', id).execute();
  if (place)
    await store
      .insertInto('definition_places')
      .values({ tool_id: id, place: JSON.stringify(place) })
      .execute();
}

async function slugsOf(store: Store, serverId: string): Promise<Map<string, string>> {
  const rows = await store
    .selectFrom('tools')
    .select(['id', 'slug'])
    .where('server_id', '=', serverId)
    .execute();
  return new Map(rows.map((row) => [row.id, row.slug]));
}

/** Stores what one snapshot of a server offers: tools that are gone are marked, changed definitions join the history. */
export async function putTools(
  store: Store,
  serverId: string,
  tools: readonly ToolDefinition[],
  reading: { snapshotId: number; readAt: string },
): Promise<void> {
  const slugs = await slugsOf(store, serverId);
  const taken = new Set(slugs.values());
  await store
    .updateTable('tools')
    .set({ removed_at: reading.readAt })
    .where('server_id', '=', serverId)
    .where('removed_at', 'is', null)
    .execute();
  for (const tool of tools) {
    const id = toolId(serverId, tool.name);
    const slug = slugs.get(id) ?? freeSlug(tool.name, (candidate) => taken.has(candidate));
    taken.add(slug);
    const hash = await putDefinition(store, tool);
    const row = {
      definition_hash: hash,
      path: tool.location.path,
      start_line: tool.location.startLine,
      end_line: tool.location.endLine,
      extractor: tool.extractor,
      flag: tool.conditional ? tool.conditional.flag : null,
      removed_at: null,
    };
    await store
      .insertInto('tools')
      .values({ id, server_id: serverId, slug, name: tool.name, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    await putPlace(store, id, tool.definedIn);
    await store
      .insertInto('history')
      .values({ tool_id: id, definition_hash: hash, snapshot_id: reading.snapshotId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

function offered(store: Store) {
  return store
    .selectFrom('tools')
    .innerJoin('definitions', 'definitions.hash', 'tools.definition_hash')
    .leftJoin('definition_places', 'definition_places.tool_id', 'tools.id')
    .selectAll('tools')
    .select(['definitions.text', 'definition_places.place'])
    .where('tools.removed_at', 'is', null);
}

/** The tools that a server offers now, by name. */
export async function listTools(store: Store, serverId: string): Promise<StoredTool[]> {
  const rows = await offered(store).where('tools.server_id', '=', serverId).orderBy('tools.name').execute();
  return rows.map(fromRow);
}

export async function getTool(store: Store, id: string): Promise<StoredTool> {
  return fromRow(await offered(store).where('tools.id', '=', id).executeTakeFirstOrThrow());
}

/** Every definition a tool has had, newest first, with the snapshot that first brought it. */
export async function listHistory(store: Store, id: string): Promise<{ hash: string; snapshotId: number }[]> {
  const rows = await store
    .selectFrom('history')
    .select(['definition_hash', (build) => build.fn.min('snapshot_id').as('first')])
    .where('tool_id', '=', id)
    .groupBy('definition_hash')
    .orderBy('first', 'desc')
    .execute();
  return rows.map((row) => ({ hash: row.definition_hash, snapshotId: row.first }));
}
